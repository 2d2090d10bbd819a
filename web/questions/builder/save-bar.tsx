import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Planned, Question } from '../../api.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from '../../ui/writing.module.css';
import { useDates } from '../dates.ts';
import { newestRoundQuery } from '../queries.ts';
import { useQuestionWords } from '../words.ts';
import { mergeZones } from './merge-zones.ts';
import { useBuilderWords } from './words.ts';

interface Given {
  question: Question | undefined;
  zones: Planned[];
  problems: number;
  failure: unknown;
  isBusy: boolean;
  save: () => void;
  /** Saves it and asks it at once; null as long as there is nothing to ask, or nobody. */
  askNow: (() => void) | null;
  leave: () => void;
  children?: ReactNode;
}

/** What saving leads to, and the button for it. */
export function SaveBar({ question, zones, problems, failure, isBusy, save: run, askNow, leave, children }: Given) {
  const { save } = useBuilderWords();
  const words = useQuestionWords();
  const dates = useDates();
  const first = mergeZones(zones).find(({ skipped }) => !skipped);
  const when = first && words.at(dates.date(first.date), dates.time((first.zones[0]?.local ?? '').slice(11, 16)));
  return (
    <div className={styles.save}>
      {children}
      <div className={styles.what} role="status">
        {problems > 0 ? (
          <strong className={styles.bad}>{save.problems(problems)}</strong>
        ) : question ? (
          <Running question={question} from={first?.date} />
        ) : (
          when && save.first(when)
        )}
      </div>
      <ErrorNote error={failure} />
      <div className={styles.acts}>
        <Link to="/questions" className={buttonClass()} onClick={leave}>
          {save.leave}
        </Link>
        {askNow && (
          <Button isBusy={isBusy} onClick={askNow}>
            {words.askNow}
          </Button>
        )}
        <Button look="primary" isBusy={isBusy} onClick={run}>
          {question ? save.change : save.add}
        </Button>
      </div>
    </div>
  );
}

/** A round that is running stays as it was asked; from when on the change counts. */
function Running({ question, from }: { question: Question; from: string | undefined }) {
  const { save } = useBuilderWords();
  const dates = useDates();
  const round = useQuery(newestRoundQuery(question.id)).data;
  const isRunning = round && round.state !== 'closed';
  const counts = round?.counts;
  const of = counts ? counts.asked + counts.answered + counts.unclear + counts.waiting + counts.closed : 0;
  return (
    <>
      {isRunning && <span>{save.running(dates.date(round.date), round.counts.answered, of)} </span>}
      <span>{from ? save.from(dates.date(from)) : save.fromNext}</span>
    </>
  );
}
