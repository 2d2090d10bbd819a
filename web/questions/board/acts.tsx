import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Answering, api, ask, type Board, type BoardAsk } from '../../api.ts';
import { deadline } from '../../deadline.ts';
import { meQuery } from '../../queries.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import type { Summary } from '../reading/summary.ts';
import styles from './board.module.css';
import { hasLeft, keyOf } from './text-key.ts';
import { TextSome } from './text-some.tsx';
import { useBoardSearch } from './use-board-search.ts';
import { useBoardWords } from './words.ts';

interface Given {
  board: Board;
  asks: BoardAsk[];
  summary: Summary;
  answering: Answering;
}

/** What can be done with those who stand somewhere: each button says with how many. */
export function Acts({ board: { round, counts, tallies }, asks, summary, answering }: Given) {
  const words = useBoardWords();
  const me = useSuspenseQuery(meQuery).data;
  const canManage = me.role !== 'member';
  const { show, step, countsLate } = useBoardSearch();
  // The file holds what is on the screen.
  const shown = new URLSearchParams({
    ...(step > 0 && { step: String(step) }),
    ...(show && { show }),
    ...(!countsLate && { late: 'out' }),
  });
  const [isOpen, open] = useState<'remind' | 'text'>();
  const id = round.id;
  const isChoice = ['yes_no', 'choice', 'choices'].includes(answering.kind);
  const meant = isChoice ? summary.buckets.find(({ key }) => key === (show ?? 'no')) : undefined;
  // Those whose answers came late are texted as well, so they are counted here in any case.
  const many = tallies.reduce(
    (sum, { step, value, count }) =>
      sum + (step === 0 && value.kind === 'choice' && meant && value.ids.includes(meant.key) ? count : 0),
    0,
  );
  const silent = asks.filter(({ state }) => state === 'asked');
  const path = { params: { path: { id } } };
  // With one key the same text, however often it is tried, gets to nobody twice.
  async function text(body: string, to: { ids: string[] } | { states: ['asked'] }) {
    const of = JSON.stringify([id, to, body]);
    const headers = { 'idempotency-key': keyOf(me.id, of) };
    const init = { ...path, body: { body, to }, headers, signal: deadline() };
    const sent = await ask(api.POST('/api/v1/rounds/{id}/texts', init));
    hasLeft(me.id, of);
    return sent;
  }
  const nudges = round.content.nudges;
  return (
    <div className={styles.acts}>
      {canManage && counts.asked > 0 && !round.isPaused && !round.isArchived && (
        <Button look="primary" onClick={() => open('remind')}>
          {words.acts.remind(counts.asked)}
        </Button>
      )}
      {canManage && meant && many > 0 && (
        <Button onClick={() => open('text')}>{words.acts.text(many, meant.label)}</Button>
      )}
      {counts.unclear > 0 && (
        <Link to="/questions/unclear" className={buttonClass()}>
          {words.acts.look(counts.unclear)}
        </Link>
      )}
      {show && step === 0 && (isChoice || !meansSpan(show)) && (
        <Link
          to="/inbox/$view"
          params={{ view: 'all' }}
          search={{ answered: `${id}.${show}` }}
          className={buttonClass()}
        >
          {words.acts.inInbox}
        </Link>
      )}
      <Button onClick={() => print()}>{words.print}</Button>
      {['csv', 'xlsx'].map((format) => (
        <a key={format} className={buttonClass()} href={`/api/v1/rounds/${id}/export.${format}?${shown}`} download>
          {format.toUpperCase()}
        </a>
      ))}
      {isOpen === 'text' && meant && (
        <TextSome
          act={words.acts.text(many, meant.label)}
          names={asks
            .filter(({ answers: [first] }) => first && meant.holds(first.value))
            .map(({ person }) => person.name)}
          send={(body) => text(body, { ids: [meant.key] })}
          close={() => open(undefined)}
        />
      )}
      {isOpen === 'remind' && (
        <TextSome
          act={words.acts.remind(counts.asked)}
          names={silent.map(({ person }) => person.name)}
          fixed={nudges?.words}
          send={(body) =>
            nudges
              ? ask(api.POST('/api/v1/rounds/{id}/nudges', { ...path, signal: deadline() }))
              : text(body, { states: ['asked'] })
          }
          close={() => open(undefined)}
        />
      )}
    </div>
  );
}

/** Spans of numbers, times and dates are known to this page alone. */
const meansSpan = (show: string) => !['answered', 'silent', 'unclear', 'later', 'skipped'].includes(show);
