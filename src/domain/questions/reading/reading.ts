import type { Answering, Reading, ReadingContext, Reply, TaughtPhrase } from '../kinds.ts';
import { readChoice } from './choice.ts';
import { readDate } from './date.ts';
import { type Folded, fold } from './fold.ts';
import { readNumber } from './number.ts';
import { readReaction } from './reaction.ts';
import { readScale } from './scale.ts';
import { taughtBook, taughtByKey } from './taught.ts';
import { readTime } from './time.ts';
import { keyOf, spanOf } from './words.ts';
import { readYesNo } from './yes-no.ts';

/**
 * Reads a text as the answer to a question. Pure, and never throws. Only what is `sure` may be counted: it begins with
 * one answer, and nothing in it speaks against that. What could be an answer is offered, never guessed.
 */
export function readAnswer(answering: Answering, reply: Reply, context: ReadingContext): Reading {
  if (answering.kind === 'photo') return readPhoto(reply);
  const folded = fold(reply.body);
  if (folded.text.trim() === '') {
    return { sureness: 'none', reason: { code: reply.pictures > 0 ? 'only_picture' : 'empty' } };
  }
  const span = spanOf(folded, 0, folded.text.trimEnd().length);
  const taught = taughtByKey(answering, context.taught ?? []);
  const known = taught.get(keyOf(folded.text));
  const isAsked = folded.text.includes('?') && !known?.phrase.includes('?');
  if (known && !isAsked)
    return { sureness: 'sure', value: known.value, span, reason: { code: 'taught', phrase: known.phrase } };
  const reaction = readReaction(folded);
  if (reaction) {
    const reason = { code: 'reaction', quoted: reaction.quoted } as const;
    if (answering.kind !== 'yes_no' || !reaction.means) return { sureness: 'none', reason };
    return { sureness: 'unsure', offers: [{ kind: 'choice', ids: [reaction.means] }], reason };
  }
  if (answering.kind === 'text') {
    const text = reply.body.slice(span.start, span.end);
    return { sureness: 'sure', value: { kind: 'text', text }, span, reason: { code: 'exact' } };
  }
  return readFolded(answering, reply.body, folded, context.language, context.today, taught);
}

function readFolded(
  answering: Exclude<Answering, { kind: 'photo' | 'text' }>,
  body: string,
  folded: Folded,
  language: 'en' | 'es',
  today: string,
  taught: Map<string, TaughtPhrase>,
): Reading {
  switch (answering.kind) {
    case 'yes_no':
      return readYesNo(body, folded, language, taughtBook(taught));
    case 'choice':
    case 'choices':
      return readChoice(answering.choices, answering.kind === 'choices', folded, taughtBook(taught));
    case 'number':
      return readNumber(answering, folded, language);
    case 'scale':
      return readScale(answering, folded, language);
    case 'time':
      return readTime(answering, folded);
    case 'date':
      return readDate(answering, folded, language, today);
  }
}

function readPhoto({ body, pictures }: Reply): Reading {
  if (pictures > 0) return { sureness: 'sure', value: { kind: 'photo' }, reason: { code: 'picture' } };
  return { sureness: 'none', reason: { code: body.trim() === '' ? 'empty' : 'no_picture' } };
}
