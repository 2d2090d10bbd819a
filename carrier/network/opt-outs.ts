import type { Exchange } from '../exchange.ts';
import { isShortCode, isTollFree } from './number-form.ts';

const stopWords = new Set(['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL']);
const startWords = new Set(['START', 'YES', 'UNSTOP']);
const helpWords = new Set(['HELP', 'INFO']);

const confirmations = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};
const tollFreeConfirmations = {
  ...confirmations,
  STOP: 'NETWORK MSG: You replied with the word "stop" which blocks all texts sent from this number. Text back "unstop" to receive messages again.',
  START: 'NETWORK MSG: You have replied "unstop" and will begin receiving messages again from this number.',
};

/** With a messaging service a STOP holds for all of it, otherwise for the two numbers. */
export function isOptedOut(exchange: Exchange, person: string, sender: string, serviceSid: string | null): boolean {
  const service = serviceSid ?? exchange.numbers.get(sender)?.messagingServiceSid;
  return exchange.optOuts.has(`${service ?? sender} ${person}`);
}

/**
 * Does what Twilio's default handling does with a keyword that is the whole text, and answers which keyword it was and what the
 * carrier tells the person; null when the text is none, or changes nothing.
 */
export function obeyKeyword(exchange: Exchange, person: string, number: string, body: string) {
  const settings = exchange.numbers.get(number);
  const serviceSid = settings?.messagingServiceSid ?? null;
  if (settings?.ownKeywords || (isShortCode(number) && !serviceSid)) return null;
  const key = `${serviceSid ?? number} ${person}`;
  const out = exchange.optOuts.has(key);
  const word = body.trim().toUpperCase();
  const texts = isTollFree(number) ? tollFreeConfirmations : confirmations;
  if (stopWords.has(word)) {
    exchange.optOuts.add(key);
    return { type: 'STOP' as const, text: out ? null : texts.STOP };
  }
  if (startWords.has(word) && out && !(word === 'YES' && isTollFree(number))) {
    exchange.optOuts.delete(key);
    return { type: 'START' as const, text: texts.START };
  }
  if (helpWords.has(word)) return { type: 'HELP' as const, text: out ? null : texts.HELP };
  return null;
}
