import type { Delay } from '../delay.ts';

/** One answer is one text, or several texts one after the other. */
export type Answer = string | string[];

export type Rule = {
  /** Regular expression that the text must match, in any case; without it the rule fits every text. */
  match?: string;
  answers: Answer[];
  /** Take the answers in turn instead of by chance. */
  inTurn?: boolean;
  delayMs?: Delay;
};

/** How a phone and its person behave; an empty behaviour receives everything and says nothing. */
export type Behaviour = {
  /** The first rule that fits is the one that answers. Plain texts are answers in turn to whatever comes. */
  replies?: (string | Rule)[];
  /** How long the person takes to answer, where the rule does not say. */
  delayMs?: Delay;
  /** Last status of a text to this phone; `silent`: it arrives, but no receipt ever comes. */
  delivery?: 'delivered' | 'undelivered' | 'failed' | 'silent';
  /** Why it fails. Without `delivery`, a code below 30000 makes the REST call itself fail. */
  errorCode?: number;
  power?: 'on' | 'off';
  line?: 'mobile' | 'landline';
  /** The person has blocked the sender. */
  blocked?: boolean;
  /** Receipts take seconds. */
  slow?: boolean;
  /** Texts vanish on the way: no receipt, nothing on the screen. */
  losesTexts?: boolean;
};

/** The rules of a behaviour, plain texts gathered into one that answers in turn. */
export function rulesOf(behaviour: Behaviour): Rule[] {
  const replies = behaviour.replies ?? [];
  const texts = replies.filter((reply) => typeof reply === 'string');
  const rules = replies.filter((reply) => typeof reply !== 'string');
  return texts.length > 0 ? [...rules, { answers: texts, inTurn: true }] : rules;
}

/** The code with which the REST call itself is to fail, if this phone's behaviour asks for one. */
export function refusalOf(behaviour: Behaviour): number | null {
  const { delivery, errorCode } = behaviour;
  return !delivery && errorCode && errorCode < 30_000 ? errorCode : null;
}

/** What becomes of a text sent to this phone, once the network has it. */
export function fateOf(behaviour: Behaviour): {
  status: 'delivered' | 'undelivered' | 'failed' | 'sent';
  errorCode: number | null;
  arrives: boolean;
} {
  const lost = (errorCode: number) => ({ status: 'undelivered' as const, errorCode, arrives: false });
  if (behaviour.line === 'landline') return lost(30006);
  if (behaviour.blocked) return lost(30004);
  if (behaviour.power === 'off') return lost(30003);
  if (behaviour.losesTexts) return { status: 'sent', errorCode: null, arrives: false };
  switch (behaviour.delivery) {
    case 'silent':
      return { status: 'sent', errorCode: null, arrives: true };
    case 'undelivered':
      return lost(behaviour.errorCode ?? 30008);
    case 'failed':
      return { ...lost(behaviour.errorCode ?? 30001), status: 'failed' };
    case 'delivered':
      return { status: 'delivered', errorCode: null, arrives: true };
    case undefined:
      return behaviour.errorCode ? lost(behaviour.errorCode) : { status: 'delivered', errorCode: null, arrives: true };
  }
}
