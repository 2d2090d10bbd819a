import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { Answering, BoardAsk } from '../../api.ts';
import { membersQuery } from '../../queries.ts';
import { Hidden } from '../../ui/hidden.tsx';
import list from '../../ui/people-list.module.css';
import { fullTime, moment, timeThere } from '../../words/formats.ts';
import { sayAnswer } from '../../words/say-answer.ts';
import type { ShownKind } from '../grid/kinds.ts';
import type { Stand } from '../reading/standing.ts';
import type { Summary } from '../reading/summary.ts';
import { useAnswerWords } from '../reading/words.ts';
import type { AnswerWords } from '../reading/words-en.ts';
import { Swatch } from '../strip/strip.tsx';
import { byHandMenu } from './by-hand.tsx';
import { LastRounds } from './last-rounds.tsx';
import styles from './people.module.css';
import { lookOf } from './round-strip.tsx';
import { useBoardWords } from './words.ts';

interface Given {
  stand: Stand;
  summary: Summary;
  answering: Answering;
  /** Among all rows, of which not all are in the page. */
  place: number;
  last: (ShownKind | undefined)[] | undefined;
  aimAt: (ask: BoardAsk, beside: Element) => void;
}

/** One person: what was counted, and from which words. Their name leads to the place in their thread. */
export const PersonRow = memo(function PersonRow({ stand, summary, answering, place, last, aimAt }: Given) {
  const words = useBoardWords();
  const answerWords = useAnswerWords();
  const { ask, standing, at } = stand;
  const kept = standing.kind === 'answered' ? standing.answer : null;
  const wrote = kept ? kept.words : ask.unclear?.words;
  const said = sayStanding(stand, answering, answerWords);
  const there = at && timeThere(ask.person.timeZone, Date.parse(at));
  return (
    <tr data-ask={ask.id} data-standing={standing.kind} aria-rowindex={place}>
      <th scope="row">
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: 'all', conversationId: ask.conversationId }}
          {...placeOf(kept?.messageId ?? ask.unclear?.messageId ?? ask.messageId)}
        >
          <bdi data-cut>{ask.person.name}</bdi>
        </Link>
      </th>
      <td>
        <button
          type="button"
          className={styles.answer}
          popoverTarget={byHandMenu}
          aria-haspopup="menu"
          disabled={standing.kind === 'skipped'}
          onClick={({ currentTarget }) => aimAt(ask, currentTarget)}
        >
          <Swatch {...lookOf(stand, summary)} />
          <span>{said}</span>
          {kept?.isLate && <Late />}
          {standing.kind !== 'skipped' && <i aria-hidden>▾</i>}
          <Hidden>. {words.byHand.change(ask.person.name)}</Hidden>
        </button>
      </td>
      <td className={styles.wrote}>
        <bdi data-tip={wrote && wrote.length > 60 ? wrote : undefined}>{wrote}</bdi>
      </td>
      <td className={list.when}>
        {at && (
          <time dateTime={at} title={fullTime(at)}>
            {moment(at)}
          </time>
        )}
        {there && <span className={styles.there}> · {words.there(there)}</span>}
        {kept?.setBy && <SetBy memberId={kept.setBy} />}
        {ask.isUndelivered && <span className={styles.failed}>{words.notDelivered}</span>}
        {!at && !ask.isUndelivered && ask.nudged > 0 && words.nudged(ask.nudged)}
      </td>
      <td className={styles.last}>{last && last.length > 1 && <LastRounds kinds={last} />}</td>
    </tr>
  );
});

function SetBy({ memberId }: { memberId: string }) {
  const words = useBoardWords();
  const members = useQuery(membersQuery).data;
  return <> · {words.setBy(members?.find(({ id }) => id === memberId)?.name ?? words.somebody)}</>;
}

function Late() {
  const words = useBoardWords();
  return (
    <span className={styles.late}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden>
        <circle cx="8" cy="8" r="6.300" />
        <path d="M8 4.500V8l2.400 1.800" />
      </svg>
      {words.late}
    </span>
  );
}

const placeOf = (messageId: string | null) => (messageId ? { hash: messageId } : {});

function sayStanding({ ask, standing }: Stand, answering: Answering, words: AnswerWords): string {
  switch (standing.kind) {
    case 'answered':
      return sayAnswer(standing.answer.value, answering, words);
    case 'unclear':
      return words.unclear;
    case 'later':
      return words.later;
    case 'silent':
      return words.silent;
    case 'closed':
      return words.noAnswer;
    case 'beside':
      return words.beside;
    case 'skipped':
      return `${words.skipped}: ${words.because[ask.skippedBecause ?? ''] ?? ask.skippedBecause}`;
  }
}
