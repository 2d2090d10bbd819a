import { type Delay, delayMs } from '../delay.ts';
import type { Exchange } from '../exchange.ts';
import { type Behaviour, type Rule, rulesOf } from './behaviour.ts';
import { textMatches } from './match.ts';
import type { Phone } from './phones.ts';

type Say = (phone: Phone, to: string, body: string) => void;

const usualDelayMs = 1000;
/** Tests may make a person answer a lot; a loop of two machines is slowed down all the same. */
const mostAnswers = 60;
const pauseBetweenTextsMs: Delay = [3000, 6000];

/** The first rule of a behaviour that fits a text. */
export function ruleFor(behaviour: Behaviour, text: string): Rule | undefined {
  return rulesOf(behaviour).find((rule) => rule.match === undefined || textMatches(rule.match, text));
}

/** Lets the person behind a phone answer a text, if it moves them to, in their own time. */
export function answerInCharacter(
  exchange: Exchange,
  phone: Phone,
  heard: { from: string; body: string },
  say: Say,
): void {
  const rule = ruleFor(phone.behaviour, heard.body);
  if (!rule || !exchange.loops.mayReply(phone.number, heard.from, exchange.now(), mostAnswers)) return;

  const turn = phone.turns.get(rule.match ?? '') ?? 0;
  phone.turns.set(rule.match ?? '', turn + 1);
  const choice = rule.inTurn ? turn % rule.answers.length : Math.floor(exchange.random() * rule.answers.length);
  let wait = delayMs(rule.delayMs ?? phone.behaviour.delayMs ?? usualDelayMs, exchange.random);
  for (const body of [rule.answers[choice]!].flat()) {
    exchange.timers.later(wait, () => say(phone, heard.from, body));
    wait += delayMs(pauseBetweenTextsMs, exchange.random);
  }
}
