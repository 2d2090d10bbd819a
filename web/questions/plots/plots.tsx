import type { Answering, Board } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { stored } from '../../ui/stored.ts';
import type { Sheet } from '../grid/sheet.ts';
import type { Stand } from '../reading/standing.ts';
import type { Summary } from '../reading/summary.ts';
import { OverTime } from './over-time.tsx';
import styles from './plots.module.css';
import { Rounds } from './rounds.tsx';
import { Share } from './share.tsx';
import { usePlotWords } from './words.ts';

/** Who looks at them once wants them with the next round as well. */
const open = stored('hearback.plots', false);

interface Given {
  board: Board;
  stands: Stand[];
  summary: Summary;
  answering: Answering;
  sheet: Sheet | undefined;
  /** On paper they stand in any case. */
  isPrinting: boolean;
}

/** A round in pictures, each with its sentence and its numbers. */
export function Plots({ board, stands, summary, answering, sheet, isPrinting }: Given) {
  const words = usePlotWords();
  const isCounted = answering.kind !== 'text' && answering.kind !== 'photo';
  const isOpen = open.use();
  return (
    <>
      <Button look="quiet" className={styles.toggle ?? ''} aria-expanded={isOpen} onClick={() => open.set(!isOpen)}>
        {words.title} <span aria-hidden>{isOpen ? '▴' : '▾'}</span>
      </Button>
      {(isOpen || isPrinting) && (
        <section className={styles.plots} aria-label={words.title}>
          {isCounted && <Share summary={summary} />}
          <OverTime board={board} stands={stands} />
          {sheet && sheet.rounds.length > 1 && <Rounds sheet={sheet} answering={answering} roundId={board.round.id} />}
        </section>
      )}
    </>
  );
}
