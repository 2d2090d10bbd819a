import type { Delay } from '../delay.ts';
import type { Answer, Behaviour, Rule } from '../phones/behaviour.ts';
import { flag, type Kind, listOf, number, oneOf, pattern, shape, text } from './fields.ts';
import { Refused } from './refused.ts';

const oneDayMs = 86_400_000;
const words = text(1600);

const delay: Kind<Delay> = (value, name) => {
  const ms = number(0, oneDayMs);
  if (!Array.isArray(value)) return ms(value, name);
  if (value.length !== 2 || value[0] > value[1])
    throw new Refused(400, `${name} must be milliseconds or [least, most]`);
  return [ms(value[0], name), ms(value[1], name)];
};

const answer: Kind<Answer> = (value, name) =>
  Array.isArray(value) ? listOf(words, 10)(value, name) : words(value, name);

const rule: Kind<Rule> = (value, name) => {
  const read = shape<Rule>({ match: pattern, answers: listOf(answer, 100), inTurn: flag, delayMs: delay })(value, name);
  if (!read.answers || read.answers.length === 0)
    throw new Refused(400, `${name}.answers must have at least one answer`);
  return { ...read, answers: read.answers };
};

const reply: Kind<string | Rule> = (value, name) =>
  typeof value === 'string' ? words(value, name) : rule(value, name);

/** A phone's behaviour as somebody wrote it, checked field by field. */
export const readBehaviour: Kind<Behaviour> = shape<Behaviour>({
  replies: listOf(reply, 100),
  delayMs: delay,
  delivery: oneOf('delivered', 'undelivered', 'failed', 'silent'),
  errorCode: number(20_000, 99_999),
  power: oneOf('on', 'off'),
  line: oneOf('mobile', 'landline'),
  blocked: flag,
  slow: flag,
  losesTexts: flag,
});
