import type { BoardAsk } from '../../api.ts';

type Kept = NonNullable<BoardAsk['answers'][number]>;

/** Where somebody stands with one of the questions of a round. */
export type Standing =
  | { kind: 'answered'; answer: Kept }
  | { kind: 'unclear' | 'silent' | 'closed' | 'later' | 'skipped' | 'beside' };

/** Late answers that do not count leave their people silent. */
function standingOf(ask: BoardAsk, step: number, countsLate: boolean): Standing {
  const answer = ask.answers[step];
  if (answer) return answer.isLate && !countsLate ? { kind: 'closed' } : { kind: 'answered', answer };
  if (ask.state === 'skipped') return { kind: 'skipped' };
  if (ask.state === 'waiting') return { kind: 'later' };
  // A later step is not asked before its turn; one that a branch leads past is never asked.
  if (ask.step !== step) return { kind: ask.state === 'answered' || ask.step > step ? 'beside' : 'later' };
  if (ask.state === 'unclear') return { kind: 'unclear' };
  if (ask.state === 'answered') return { kind: 'beside' };
  return { kind: ask.state === 'closed' ? 'closed' : 'silent' };
}

const places: Record<Standing['kind'], number> = {
  answered: 0,
  unclear: 0,
  silent: 1,
  closed: 1,
  later: 2,
  beside: 3,
  skipped: 4,
};

/** Somebody on the board, with what is shown of them. */
export interface Stand {
  ask: BoardAsk;
  standing: Standing;
  /** When they wrote what is counted, or what needs a look. */
  at: string | null;
}

const byName = new Intl.Collator();

/** Everybody in the order in which they wrote; then who has not, by name, and who was not asked. */
export function inOrderOfArrival(asks: BoardAsk[], step: number, countsLate: boolean): Stand[] {
  const stands = asks.map((ask): Stand => {
    const standing = standingOf(ask, step, countsLate);
    const unclearAt = standing.kind === 'unclear' ? (ask.unclear?.at ?? null) : null;
    return { ask, standing, at: standing.kind === 'answered' ? standing.answer.at : unclearAt };
  });
  return stands.sort(
    (a, b) =>
      places[a.standing.kind] - places[b.standing.kind] ||
      order(a.at ?? '~', b.at ?? '~') ||
      byName.compare(a.ask.person.name, b.ask.person.name),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
