import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Board } from '../../api.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Plots } from '../plots/plots.tsx';
import { inOrderOfArrival } from '../reading/standing.ts';
import { roughSummary, summaryOf } from '../reading/summary.ts';
import { useAnswerWords } from '../reading/words.ts';
import { Acts } from './acts.tsx';
import styles from './board.module.css';
import { Counts } from './counts.tsx';
import { BoardHead } from './head.tsx';
import { OnPaper } from './on-paper.tsx';
import { People } from './people.tsx';
import { boardQuery, useAsks } from './queries.ts';
import { RoundStrip } from './round-strip.tsx';
import { useBoardSearch } from './use-board-search.ts';
import { useLastRounds } from './use-last-rounds.ts';
import { usePrinting } from './use-printing.ts';
import { useBoardWords } from './words.ts';

/** One round as it stands: how many, who said what in which order, and who has not. It changes by itself. */
export function RoundBoard({ roundId }: { roundId: string }) {
  const { data, error, refetch } = useQuery(boardQuery(roundId));
  return (
    <section className={styles.board} aria-label={data?.round.name} data-pane tabIndex={-1}>
      <ErrorNote error={error} retry={refetch} />
      {data ? <Found key={roundId} board={data} /> : !error && <Blocks />}
    </section>
  );
}

function Found({ board }: { board: Board }) {
  const words = useBoardWords();
  const answerWords = useAnswerWords();
  const { asks, error, refetch, isWhole } = useAsks(board.round.id);
  const { step, countsLate, go } = useBoardSearch();
  const { answering } = board.round.content.steps[step] ?? board.round.content.steps[0]!;
  const stands = useMemo(() => inOrderOfArrival(asks, step, countsLate), [asks, step, countsLate]);
  const summary = useMemo(
    () =>
      isWhole
        ? summaryOf(stands, step, answering, answerWords)
        : roughSummary(board, countsLate, answering, answerWords),
    [isWhole, stands, step, answering, answerWords, board, countsLate],
  );
  const isPrinting = usePrinting();
  const isOver = board.round.state === 'closed';
  const { sheet, last } = useLastRounds(board.round.questionId, step, answering);
  return (
    <>
      <BoardHead board={board} asks={asks} />
      <div className={styles.summary}>
        <Counts summary={summary} answering={answering} isOver={isOver} />
        <Acts board={board} asks={asks} summary={summary} answering={answering} />
      </div>
      <RoundStrip board={board} stands={stands} summary={summary} answering={answering} />
      <Plots
        board={board}
        stands={stands}
        summary={summary}
        answering={answering}
        sheet={sheet}
        isPrinting={isPrinting}
      />
      {summary.late > 0 && (
        <Switch
          label={words.countLate(summary.late)}
          hint={words.lateHint(summary.late)}
          isOn={countsLate}
          set={(isOn) => go({ late: isOn ? undefined : 'out' })}
        />
      )}
      <ErrorNote error={error} retry={refetch} />
      <People stands={stands} summary={summary} answering={answering} isWhole={isWhole} last={last} />
      {isPrinting && <OnPaper stands={stands} summary={summary} answering={answering} isOver={isOver} />}
    </>
  );
}
