import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import type { Board } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Icon } from '../../ui/icon.tsx';
import { apartFrom } from '../../words/apart.ts';
import { longDate, number, time } from '../../words/formats.ts';
import { sayAnswer } from '../../words/say-answer.ts';
import { countsOf, sayCounts } from '../board/counts.tsx';
import { boardQuery, useAsks } from '../board/queries.ts';
import { lookOf } from '../board/round-strip.tsx';
import { useBoardWords } from '../board/words.ts';
import { inOrderOfArrival } from '../reading/standing.ts';
import { roughSummary, summaryOf } from '../reading/summary.ts';
import { useAnswerWords } from '../reading/words.ts';
import { Strip, Swatch } from '../strip/strip.tsx';
import styles from './wall.module.css';

/** A round for the screen on the wall: numbers that are read from three metres, and nothing to press. */
export function Wall({ questionId, roundId }: { questionId: string; roundId: string }) {
  const words = useBoardWords();
  const navigate = useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const { data, error, refetch } = useQuery(boardQuery(roundId));
  const leave = () => void navigate({ to: '/questions/$questionId/rounds/$roundId', params: { questionId, roundId } });
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The dialog itself: the button to leave would show its ring on the wall.
    element?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.wall}
      aria-label={data?.round.name ?? words.wall}
      tabIndex={-1}
      onCancel={leave}
    >
      {data ? <Shown board={data} /> : <ErrorNote error={error} retry={refetch} />}
      <div className={styles.acts}>
        <Button look="quiet" onClick={() => void dialog.current?.ownerDocument.documentElement.requestFullscreen()}>
          {words.fullScreen}
        </Button>
        <Button look="icon" onClick={leave}>
          <Icon name="close" label={words.leaveWall} />
        </Button>
      </div>
    </dialog>
  );
}

function Shown({ board }: { board: Board }) {
  const words = useBoardWords();
  const answerWords = useAnswerWords();
  const { round } = board;
  const { asks, isWhole } = useAsks(round.id);
  const { answering, words: asked } = round.content.steps[0]!;
  const stands = useMemo(() => inOrderOfArrival(asks, 0, true), [asks]);
  const summary = isWhole
    ? summaryOf(stands, 0, answering, answerWords)
    : roughSummary(board, true, answering, answerWords);
  const counts = countsOf(summary, answering, round.state === 'closed', answerWords);
  const marks = stands.filter(({ standing }) => standing.kind !== 'skipped' && standing.kind !== 'beside');
  const last = stands
    .filter(({ standing }) => standing.kind === 'answered')
    .slice(-4)
    .reverse();
  return (
    <>
      <header className={styles.head}>
        <h1>
          <bdi>{round.name}</bdi>
        </h1>
        <p>
          <bdi>{asked}</bdi> · {longDate(`${round.date}T12:00`)}
        </p>
      </header>
      <dl className={styles.counts}>
        {counts.map(({ key, label, count, tone, height }) => (
          <div key={key} data-key={key}>
            <dd>{number(count)}</dd>
            <dt>
              <Swatch tone={tone} height={height} /> {label}
            </dt>
          </div>
        ))}
      </dl>
      <div className={styles.strip}>
        <Strip
          isLarge
          marks={marks.map((stand) => ({
            ...lookOf(stand, summary),
            key: stand.ask.id,
            words: apartFrom(stand.ask.person.name),
          }))}
          words={words.strip(sayCounts(counts))}
        />
      </div>
      <ol className={styles.last} aria-label={words.newest}>
        {last.map(({ ask, standing, at }) => (
          <li key={ask.id}>
            <time dateTime={at ?? undefined}>{at && time(at)}</time>
            <bdi>{ask.person.name}</bdi>
            <b>{standing.kind === 'answered' && sayAnswer(standing.answer.value, answering, answerWords)}</b>
          </li>
        ))}
      </ol>
    </>
  );
}
