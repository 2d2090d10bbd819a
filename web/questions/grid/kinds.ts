import type { Answering, AnswerValue } from '../../api.ts';
import { sayAnswer } from '../../words/say-answer.ts';
import { bucketsOf, type Look, laterLook, silentLook, skippedLook, unclearLook } from '../reading/buckets.ts';
import type { AnswerWords } from '../reading/words-en.ts';
import type { Sheet, SheetCell } from './sheet.ts';
import type { GridWords } from './words-en.ts';

/** How a kind of cell is drawn, said, sorted and found. Worked out once for each kind, not for each cell. */
export interface ShownKind {
  look: Look;
  words: string;
  /** Shown in the cell where the look does not say it: a number, a time, the first letters. */
  text: string;
  isWaiting: boolean;
  isReminded: boolean;
  isLate: boolean;
  order: number;
  key: string;
}

/** So many choices have looks that nobody mixes up. */
const mostByLook = 3;

export function showKinds(
  { kinds }: Sheet,
  answering: Answering,
  answerWords: AnswerWords,
  words: GridWords,
): { shown: ShownKind[]; keys: [key: string, label: string][] } {
  const values = kinds.flatMap(({ value }): AnswerValue[] => (value ? [value] : []));
  const buckets = bucketsOf(answering, values, answerWords);
  const hasLook =
    ['yes_no', 'photo'].includes(answering.kind) ||
    (answering.kind === 'choice' && answering.choices.length <= mostByLook);
  const shown = kinds.map((cell): ShownKind => {
    const at = cell.value ? buckets.findIndex((bucket) => bucket.holds(cell.value!)) : -1;
    const bucket = buckets[at];
    const { key, look, label } = bucket
      ? { key: bucket.key, look: bucket, label: sayAnswer(cell.value!, answering, answerWords) }
      : standing(cell, answerWords);
    const marks = [
      cell.isLate && words.late,
      cell.isByHand && words.byHand,
      cell.nudged > 0 && !cell.value && words.reminded,
    ];
    return {
      key,
      look,
      words: [label, ...marks].filter(Boolean).join(', '),
      text: bucket && !hasLook ? label : '',
      isWaiting: !bucket && cell.state === 'asked',
      isReminded: !bucket && cell.nudged > 0 && cell.state !== 'unclear',
      isLate: cell.isLate,
      order: bucket ? at : buckets.length + order.indexOf(key),
    };
  });
  const keys: [string, string][] = [
    ...buckets.map(({ key, label }): [string, string] => [key, label]),
    ['unclear', answerWords.unclear],
    ['silent', answerWords.noAnswer],
    ['skipped', answerWords.skipped],
  ];
  return { shown, keys };
}

const order = ['unclear', 'silent', 'later', 'skipped'];

function standing(
  { state, skippedBecause }: SheetCell,
  words: AnswerWords,
): { key: string; look: Look; label: string } {
  switch (state) {
    case 'unclear':
      return { key: 'unclear', look: unclearLook, label: words.unclear };
    case 'skipped': {
      const why = words.because[skippedBecause ?? ''];
      return { key: 'skipped', look: skippedLook, label: why ? `${words.skipped}: ${why}` : words.skipped };
    }
    case 'waiting':
      return { key: 'later', look: laterLook, label: words.later };
    case 'asked':
      return { key: 'silent', look: silentLook, label: words.silent };
    default:
      return { key: 'silent', look: silentLook, label: words.noAnswer };
  }
}
