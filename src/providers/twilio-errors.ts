import type { Explanation } from './provider.ts';

/** What a Twilio code means: for people, and for the queue when a send is answered with it. */
export interface Reason extends Explanation {
  /** Twilio took nothing and the text may go later; absent when the refusal is final. */
  notSent?: { stopsLine?: true; slowsLine?: true; restsLine?: true; retryAfterMs?: number };
}

type Row = { codes: number[]; message: string; advice: string } & Partial<Pick<Reason, 'isOptOut' | 'notSent'>>;

const minuteMs = 60_000;
const stopsLine = { stopsLine: true } as const;
const slowsLine = { slowsLine: true } as const;

/** The same text cannot arrive, however often it is sent. */
const final: Row[] = [
  {
    codes: [20422, 21604],
    message: 'Twilio found a fault in what Hearback sent it.',
    advice: 'Tell the people who make Hearback, with this code.',
  },
  {
    codes: [20500, 20503, 30410, 30500],
    message: 'Twilio had trouble, and nobody knows whether the text arrived.',
    advice: 'Ask them whether they got it before you send it again.',
  },
  { codes: [21211], message: 'This is not a valid phone number.', advice: 'Correct the number of this person.' },
  { codes: [21602, 21619], message: 'The text was empty.', advice: 'Write something and send it.' },
  {
    codes: [21610],
    message: 'They opted out of texts from this line.',
    advice: 'They must text START to it before you can text them again.',
    isOptOut: true,
  },
  {
    codes: [21612],
    message: 'Twilio has no route from this line to their number.',
    advice: 'Text them from another line, or ask for another number.',
  },
  {
    codes: [21614, 21635, 30006],
    message: 'This number cannot get texts; it may be a landline.',
    advice: 'Ask for a mobile number.',
  },
  { codes: [21617], message: 'The text has more than 1,600 characters.', advice: 'Shorten it and send it again.' },
  {
    codes: [21620, 21623, 30019],
    message: 'The pictures could not be sent.',
    advice: 'Send fewer or smaller pictures.',
  },
  { codes: [21655, 21656], message: 'The template of this text is wrong.', advice: 'Correct the template at Twilio.' },
  {
    codes: [30004],
    message: 'The text was blocked, by them or by their carrier.',
    advice: 'Reach them in another way.',
  },
  {
    codes: [30005],
    message: 'This number is unknown or no longer in service.',
    advice: 'Ask for their current number.',
  },
  {
    codes: [30007],
    message: 'A carrier filtered the text as spam.',
    advice: 'Change the wording and leave links out; the same text again makes the filter stricter.',
  },
  {
    codes: [30010],
    message: 'The text cost more than the highest price allowed.',
    advice: 'Make it shorter, or remove the limit at Twilio.',
  },
];

/** The same text can arrive later, or once somebody has put something right. */
const passing: Row[] = [
  {
    codes: [11200, 11205, 12300, 57012],
    message: 'Twilio could not hand something over to Hearback.',
    advice: 'The operator must check that the public address is reachable.',
  },
  {
    codes: [20003],
    message: 'Twilio does not accept the credentials of this line, or the account is suspended.',
    advice: 'Check the account SID, the auth token, and the state of the account at Twilio.',
    notSent: stopsLine,
  },
  {
    codes: [20005, 30002],
    message: 'The Twilio account is not active.',
    advice: 'Bring the account back at Twilio, for example by adding funds.',
    notSent: stopsLine,
  },
  {
    codes: [20404],
    message: 'Twilio does not know this account.',
    advice: 'Check the account SID of this line.',
    notSent: stopsLine,
  },
  {
    codes: [20429, 63017, 63018],
    message: 'Twilio asked us to send more slowly.',
    advice: 'Nothing to do: the text goes out by itself.',
    notSent: slowsLine,
  },
  {
    codes: [21212, 21601],
    message: 'Twilio cannot send texts from the number of this line.',
    advice: 'Correct the number of the line.',
    notSent: stopsLine,
  },
  {
    codes: [21408],
    message: 'Texts to this country are switched off at Twilio.',
    advice: 'Allow the country in the geo permissions at Twilio.',
  },
  {
    codes: [21603],
    message: 'This line has nothing to send from.',
    advice: 'Give the line a number or a messaging service.',
    notSent: stopsLine,
  },
  {
    codes: [21606],
    message: 'The number of this line may not text this number.',
    advice: 'Check at Twilio that the number is yours and can text their country.',
  },
  {
    codes: [21608],
    message: 'A trial account can text only numbers that are verified at Twilio.',
    advice: 'Verify their number at Twilio, or upgrade the account.',
  },
  {
    codes: [21609],
    message: 'Twilio cannot report to the public address of Hearback.',
    advice: 'The operator must set a public address on the internet, without an underscore in its name.',
    notSent: stopsLine,
  },
  {
    codes: [21611],
    message: 'The queue of this line is full at Twilio.',
    advice: 'Nothing to do: the text goes out by itself.',
    notSent: { retryAfterMs: 5 * minuteMs },
  },
  {
    codes: [21703],
    message: 'No sender of the messaging service can text this number.',
    advice: 'Add a sender of their country to the messaging service.',
  },
  {
    codes: [21704, 21705],
    message: 'The messaging service of this line is empty or unknown.',
    advice: 'Check the messaging service SID, and that the service has a sender.',
    notSent: stopsLine,
  },
  {
    codes: [21712],
    message: 'The number already belongs to another messaging service.',
    advice: 'Take it out of the other service first.',
  },
  {
    codes: [30001, 30022],
    message: 'Texts went to Twilio faster than this line may send.',
    advice: 'Lower the pace of the line and send it again.',
  },
  {
    codes: [30003],
    message: 'Their phone is off or has no signal.',
    advice: 'Send it again later.',
  },
  {
    codes: [30008],
    message: 'The text was not delivered, and the carrier did not say why.',
    advice: 'Send it once more; after that, reach them in another way.',
  },
  { codes: [30017], message: 'The network of their carrier is congested.', advice: 'Send it again later.' },
  {
    codes: [30018, 30024, 30032, 30034],
    message: 'The sender is not registered for texts to this country.',
    advice: 'Finish the registration of the number at Twilio.',
  },
  {
    codes: [30023, 30027, 63038],
    message: 'The daily limit of texts is used up.',
    advice: 'Send the rest tomorrow, or ask Twilio for a higher limit.',
    notSent: { restsLine: true, retryAfterMs: 60 * minuteMs },
  },
  { codes: [30035], message: 'The sender is still being set up.', advice: 'Send it again in a few hours.' },
  {
    codes: [30036],
    message: 'The text waited too long at Twilio and expired.',
    advice: 'Send it again if it still matters.',
  },
  {
    codes: [30450],
    message: 'Twilio blocks this destination for now, because it suspects fraud.',
    advice: 'Send it again in half an hour.',
  },
];

const reasons = new Map<string, Reason>();
for (const [rows, canSendAgain] of [
  [final, false],
  [passing, true],
] as const) {
  for (const { codes, ...row } of rows) {
    for (const code of codes) reasons.set(String(code), { isOptOut: false, ...row, canSendAgain });
  }
}

/** The reason behind one of Twilio's codes (https://www.twilio.com/docs/api/errors); undefined for those we do not know. */
export function reasonFor(code: string): Reason | undefined {
  return reasons.get(code);
}

/** The same for people, with an honest answer for codes that we do not know. */
export function explain(code: string): Explanation {
  const known = reasons.get(code);
  if (known) {
    const { message, advice, canSendAgain, isOptOut } = known;
    return { message, advice, canSendAgain, isOptOut };
  }
  return {
    message: `Twilio reported error ${code}.`,
    advice: /^\d+$/.test(code)
      ? `Read what it means at https://www.twilio.com/docs/api/errors/${code}.`
      : 'Look at the error log at Twilio.',
    canSendAgain: false,
    isOptOut: false,
  };
}
