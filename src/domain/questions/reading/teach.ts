import { readKeyword } from '../../people/people.ts';
import type { Answering, Reading, ReadingContext, Reply, TaughtPhrase } from '../kinds.ts';
import { isAnswerTo } from './fits.ts';
import { fold } from './fold.ts';
import { readAnswer } from './reading.ts';
import { keyOf } from './words.ts';

/** A text that came once, with what it was read by. */
export interface PastText extends Omit<ReadingContext, 'taught'> {
  id: string;
  reply: Reply;
}

export type Lesson =
  | { kind: 'refused'; why: 'empty' | 'too_long' | 'keyword' | 'not_an_answer' | 'means_another' }
  /** `taught` is what the question would know then; `changes` are the texts that would be read otherwise. */
  | { kind: 'teachable'; taught: TaughtPhrase[]; changes: { id: string; before: Reading; after: Reading }[] };

const longest = 200;

/**
 * What it would mean to teach a question a phrase; applies nothing. Refused where the phrase is no text or a keyword of
 * carriers, or where it surely says something else already: nobody may teach that a yes is a no.
 */
export function teach(
  answering: Answering,
  taught: readonly TaughtPhrase[],
  lesson: TaughtPhrase,
  past: readonly PastText[],
): Lesson {
  const key = keyOf(fold(lesson.phrase).text);
  if (key === '') return { kind: 'refused', why: 'empty' };
  if (lesson.phrase.length > longest) return { kind: 'refused', why: 'too_long' };
  if (readKeyword(lesson.phrase, false)) return { kind: 'refused', why: 'keyword' };
  if (!isAnswerTo(answering, lesson.value)) return { kind: 'refused', why: 'not_an_answer' };
  const untaught = readAnswer(answering, { body: lesson.phrase, pictures: 0 }, { language: 'en', today: '2000-01-01' });
  if (untaught.sureness === 'sure' && isKept(untaught) && says(untaught) !== JSON.stringify(lesson.value)) {
    return { kind: 'refused', why: 'means_another' };
  }
  const after = [...taught.filter((one) => keyOf(fold(one.phrase).text) !== key), lesson];
  const changes = past.flatMap(({ id, reply, ...context }) => {
    const [was, is] = [taught, after].map((list) => readAnswer(answering, reply, { ...context, taught: list })) as [
      Reading,
      Reading,
    ];
    return was.sureness === is.sureness && says(was) === says(is) ? [] : [{ id, before: was, after: is }];
  });
  return { kind: 'teachable', taught: after, changes };
}

const says = (reading: Reading) => (reading.sureness === 'sure' ? JSON.stringify(reading.value) : '');

/** A typing error may be mended otherwise by whoever knows their people, and a date is another one every day. */
const isKept = (reading: Reading) =>
  reading.reason.code !== 'typing_error' && !(reading.sureness === 'sure' && reading.value.kind === 'date');
