import type { Exchange } from '../exchange.ts';
import { type Delay, rulesOf } from './behaviour.ts';
import { textMatches } from './match.ts';
import type { Phone } from './phones.ts';

export type Say = (phone: Phone, to: string, body: string) => void;

const pauseBetweenTextsMs: Delay = [3000, 6000];

/** Lets the person behind a phone answer a text, if it moves them to, in their own time. */
export function answerInCharacter(
  exchange: Exchange,
  phone: Phone,
  heard: { from: string; body: string },
  say: Say,
): void {
  const rules = rulesOf(phone.behaviour);
  const which = rules.findIndex((rule) => rule.match === undefined || textMatches(rule.match, heard.body));
  const rule = rules[which];
  if (!rule || !exchange.loops.mayReply(phone.number, heard.from, exchange.now())) return;

  const turn = phone.turns[which] ?? 0;
  phone.turns[which] = turn + 1;
  const choice = rule.inTurn ? turn % rule.answers.length : Math.floor(exchange.random() * rule.answers.length);
  let wait = pick(exchange, rule.delayMs ?? phone.behaviour.delayMs ?? 1000);
  for (const body of [rule.answers[choice]!].flat()) {
    exchange.timers.later(wait, () => say(phone, heard.from, body));
    wait += pick(exchange, pauseBetweenTextsMs);
  }
}

export function pick(exchange: Exchange, delay: Delay): number {
  if (typeof delay === 'number') return delay;
  const [least, most] = delay;
  return Math.round((least + exchange.random() * (most - least)) / 10) * 10;
}
