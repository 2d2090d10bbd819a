import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListedRound, Question } from '../../api.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { boardOf } from '../board-of.ts';
import { useDates } from '../dates.ts';
import { newestRoundQuery } from '../queries.ts';
import { useSay } from '../say.ts';
import { useAskNow } from '../use-ask-now.ts';
import { useWhom } from '../whom.ts';
import { useQuestionWords } from '../words.ts';
import { AskNow } from './ask-now.tsx';
import styles from './list.module.css';
import { Strip } from './strip.tsx';
import { useNext } from './use-next.ts';
import { useRest } from './use-rest.ts';

/** One question: what is asked, whom, when, and how its newest round stands. Once asked, its name leads to the answers. */
export function QuestionRow({ question, canManage }: { question: Question; canManage: boolean }) {
  const words = useQuestionWords();
  const say = useSay();
  const whom = useWhom();
  const next = useNext();
  const round = useQuery(newestRoundQuery(question.id)).data;
  const { content, name, pausedAt, archivedAt } = question;
  const state = pausedAt ? words.paused : next(question);
  return (
    <li className={styles.row}>
      <div className={styles.about}>
        <h2>
          <Link
            {...(round ? boardOf(round) : { to: '/questions/$questionId', params: { questionId: question.id } })}
            className={styles.name}
          >
            <bdi>{name}</bdi>
          </Link>
        </h2>
        <p className={styles.sentence}>
          <bdi>{whom(content.audience)}</bdi>, {say.when(content.schedule)}
          {!archivedAt && (
            <>
              {' · '}
              <strong data-paused={pausedAt ? '' : undefined}>{state}</strong>
            </>
          )}
        </p>
        {round && <Newest round={round} name={name} />}
      </div>
      {canManage && <Acts question={question} />}
    </li>
  );
}

/** The round that began last, with the way to its board. */
function Newest({ round, name }: { round: ListedRound; name: string }) {
  const words = useQuestionWords();
  const dates = useDates();
  const { counts, state } = round;
  const asked = counts.asked + counts.answered + counts.unclear + counts.closed + counts.waiting;
  const date = dates.date(round.date);
  const facts = [
    asked > 0 ? `${words.roundOf(date)}: ${words.answered(counts.answered, asked)}` : words.roundOf(date),
    counts.unclear > 0 && words.unclear(counts.unclear),
    state === 'closed' && words.isClosed,
    state === 'filling' && words.filling,
  ];
  return (
    <Link {...boardOf(round)} className={styles.round} title={words.openRound(name, date)}>
      <Strip round={round} />
      <span>{facts.filter(Boolean).join(' · ')}</span>
    </Link>
  );
}

function Acts({ question }: { question: Question }) {
  const words = useQuestionWords();
  const navigate = useNavigate();
  const change = useRest(question);
  const askNow = useAskNow();
  const [isAsking, setAsking] = useState(false);
  const { id: questionId, pausedAt, archivedAt, name } = question;
  const items = (): MenuItem[] =>
    archivedAt
      ? [{ words: words.restore, run: () => void change('restore') }]
      : [
          { words: words.edit, run: () => void navigate({ to: '/questions/$questionId', params: { questionId } }) },
          ...(pausedAt ? [] : [{ words: words.askNow, run: () => setAsking(true) }]),
          pausedAt
            ? { words: words.resume, run: () => void change('resume') }
            : { words: words.pause, run: () => void change('pause') },
          { words: words.archive, run: () => void change('archive'), isSeparate: true },
        ];
  return (
    <>
      <Menu look="quiet" label={words.more(name)} aria-label={words.more(name)} items={items}>
        <span className={styles.dots}>⋯</span>
      </Menu>
      {isAsking && (
        <AskNow content={question.content} ask={() => void askNow(question)} close={() => setAsking(false)} />
      )}
    </>
  );
}
