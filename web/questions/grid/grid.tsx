import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useRefresh } from '../../live.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { stored } from '../../ui/stored.ts';
import { useAnswerWords } from '../reading/words.ts';
import { Swatch } from '../strip/strip.tsx';
import { type Arrangement, arrange } from './arrange.ts';
import { Filters } from './filters.tsx';
import { showKinds } from './kinds.ts';
import styles from './page.module.css';
import { allRounds, firstRounds, questionQuery, type Sheet, sheetQuery } from './sheet.ts';
import { GridTable } from './table.tsx';
import { useGridWords } from './words.ts';

const pins = stored<string[]>('hearback.pinned', []);

/** Everybody down, the rounds of a question across. The newest rounds are there at once, the others behind them. */
export function Grid({ questionId, step }: { questionId: string; step: number }) {
  const words = useGridWords();
  const question = useQuery(questionQuery(questionId));
  const first = useQuery(sheetQuery(questionId, firstRounds, step));
  const isMore = first.data?.rounds.length === firstRounds;
  const all = useQuery({ ...sheetQuery(questionId, allRounds, step), enabled: isMore });
  useRefresh('sheet', 3000, ({ kind }) => kind === 'round.changed');
  const sheet = isMore && all.data && !all.isPlaceholderData ? all.data : first.data;
  const error = question.error ?? first.error ?? all.error;
  return (
    <section className={styles.page} aria-label={words.all} data-pane tabIndex={-1}>
      <ErrorNote
        error={error}
        retry={() => [question, first, ...(isMore ? [all] : [])].map(({ refetch }) => refetch())}
      />
      {sheet && question.data ? <Found question={question.data} sheet={sheet} step={step} /> : !error && <Blocks />}
    </section>
  );
}

type Question = NonNullable<ReturnType<typeof useQuestion>>;
const useQuestion = (questionId: string) => useQuery(questionQuery(questionId)).data;

function Found({ question, sheet, step }: { question: Question; sheet: Sheet; step: number }) {
  const words = useGridWords();
  const answerWords = useAnswerWords();
  const { answering } = question.content.steps[step] ?? question.content.steps[0]!;
  const { shown, keys } = useMemo(
    () => showKinds(sheet, answering, answerWords, words),
    [sheet, answering, answerWords, words],
  );
  const [pinned, pin] = useState(() => new Set(pins.get()));
  const [wanted, want] = useState<Omit<Arrangement, 'pinned'>>({});
  const people = useMemo(() => arrange(sheet.people, shown, { ...wanted, pinned }), [sheet, shown, wanted, pinned]);
  const newest = sheet.rounds[0];
  const togglePin = (id: string) => {
    const next = new Set(pinned);
    if (!next.delete(id)) next.add(id);
    pin(next);
    pins.set([...next]);
  };
  return (
    <>
      <header className={styles.head}>
        <h1>
          <bdi>{question.name}</bdi>
        </h1>
        <p className={styles.facts}>{words.facts(sheet.people.length, sheet.rounds.length)}</p>
        <Filters keys={keys} wanted={wanted} want={(change) => want((before) => ({ ...before, ...change }))} />
      </header>
      {newest ? (
        <>
          <GridTable
            sheet={sheet}
            kinds={shown}
            people={people}
            wanted={wanted}
            pinned={pinned}
            togglePin={togglePin}
            sort={(sort) =>
              want((before) => ({ ...before, sort, isReversed: before.sort === sort && !before.isReversed }))
            }
          />
          <Legend keys={keys} shown={shown} />
        </>
      ) : (
        <Empty title={words.none} text={words.noneText}>
          <Link to="/questions/$questionId" params={{ questionId: question.id }} className={buttonClass()}>
            {words.openQuestion}
          </Link>
        </Empty>
      )}
    </>
  );
}

function Legend({ keys, shown }: { keys: [string, string][]; shown: ReturnType<typeof showKinds>['shown'] }) {
  const words = useGridWords();
  const present = keys.flatMap(([key, label]) => {
    const kind = shown.find((each) => each.key === key);
    return kind && !kind.text ? [{ key, label, look: kind.look }] : [];
  });
  return (
    <ul className={styles.legend} aria-label={words.legend}>
      {present.map(({ key, label, look }) => (
        <li key={key}>
          <Swatch {...look} /> {label}
        </li>
      ))}
    </ul>
  );
}
