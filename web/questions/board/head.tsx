import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Board, BoardAsk } from '../../api.ts';
import { meQuery } from '../../queries.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { longDate, moment } from '../../words/formats.ts';
import styles from './board.module.css';
import { roundsQuery } from './queries.ts';
import { useBoardSearch } from './use-board-search.ts';
import { useBoardWords } from './words.ts';

/** What was asked, when, of how many, and until when; and the ways to the rounds before and after. */
export function BoardHead({ board: { round, counts }, asks }: { board: Board; asks: BoardAsk[] }) {
  const words = useBoardWords();
  const { step, go } = useBoardSearch();
  const { steps } = round.content;
  const asked = steps[step]?.words;
  const people = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const closesAt = asks.reduce((latest, ask) => (ask.closesAt > latest ? ask.closesAt : latest), '');
  const facts = [
    words.asked(longDate(`${round.date}T12:00`)),
    words.people(people),
    round.closedAt ? words.closed(moment(round.closedAt)) : closesAt && words.closes(moment(closesAt)),
    round.state === 'filling' && words.filling,
  ];
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h1>
          <bdi>{round.name}</bdi>
        </h1>
        <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
        {asked !== round.name && (
          <p className={styles.asked}>
            <bdi>{asked}</bdi>
          </p>
        )}
      </div>
      <Rounds questionId={round.questionId} roundId={round.id} />
      {steps.length > 1 && (
        <fieldset aria-label={words.steps} className={styles.steps}>
          {steps.map(({ words: text }, at) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a question is what it is by its place
              key={at}
              type="button"
              className={styles.step}
              aria-pressed={at === step}
              data-tip={text}
              onClick={() => go({ step: at || undefined, show: undefined })}
            >
              {words.step(at + 1)}
            </button>
          ))}
        </fieldset>
      )}
      {(round.isArchived || round.isPaused) && (
        <p className={styles.rests}>{round.isArchived ? words.archived : words.paused}</p>
      )}
    </header>
  );
}

function Rounds({ questionId, roundId }: { questionId: string; roundId: string }) {
  const words = useBoardWords();
  const { data: rounds = [] } = useQuery(roundsQuery(questionId));
  const { role } = useSuspenseQuery(meQuery).data;
  const at = rounds.findIndex(({ id }) => id === roundId);
  const way = (to: number, label: string, glyph: 'back' | 'forward') => {
    const other = at >= 0 ? rounds[to] : undefined;
    if (!other) return null;
    const name = `${label}: ${longDate(`${other.date}T12:00`)}`;
    return (
      <Link
        to="/questions/$questionId/rounds/$roundId"
        params={{ questionId, roundId: other.id }}
        className={buttonClass('icon')}
        data-tip={name}
        aria-label={name}
        data-way={glyph}
      >
        <Icon name="back" />
      </Link>
    );
  };
  return (
    <nav className={styles.rounds} aria-label={words.rounds}>
      {way(at + 1, words.earlier, 'back')}
      {way(at - 1, words.later, 'forward')}
      {role !== 'member' && (
        <Link to="/questions/$questionId" params={{ questionId }} className={buttonClass()}>
          {words.change}
        </Link>
      )}
      <Link to="/questions/$questionId/grid" params={{ questionId }} className={buttonClass()}>
        {words.grid}
      </Link>
      <Link to="/questions/$questionId/rounds/$roundId/wall" params={{ questionId, roundId }} className={buttonClass()}>
        {words.wall}
      </Link>
    </nav>
  );
}
