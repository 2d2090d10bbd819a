import { useCallback, useMemo, useRef, useState } from 'react';
import type { Answering, BoardAsk } from '../../api.ts';
import list from '../../ui/people-list.module.css';
import { RowGap } from '../../ui/row-gap.tsx';
import { useSpan } from '../../ui/use-span.ts';
import type { ShownKind } from '../grid/kinds.ts';
import type { Stand } from '../reading/standing.ts';
import type { Summary } from '../reading/summary.ts';
import { ByHand } from './by-hand.tsx';
import styles from './people.module.css';
import { PersonRow } from './person-row.tsx';
import { useBoardSearch } from './use-board-search.ts';
import { useHeldRows } from './use-held-rows.ts';
import { useSteady } from './use-steady.ts';
import { useBoardWords } from './words.ts';

interface Given {
  stands: Stand[];
  summary: Summary;
  answering: Answering;
  isWhole: boolean;
  last: Map<string, (ShownKind | undefined)[]>;
}

/** Who said what, and who has not. Of many only the rows near what is in sight are in the page. */
export function People({ stands, summary, answering, isWhole, last }: Given) {
  const words = useBoardWords();
  const { show, step } = useBoardSearch();
  const wanted = useMemo(
    () => (show ? stands.filter((stand) => isShown(stand, show, summary)) : stands),
    [stands, show, summary],
  );
  const aim = useRef<{ ask: BoardAsk; beside: Element }>(null);
  const [aimedId, setAimed] = useState<string>();
  const aimAt = useCallback((ask: BoardAsk, beside: Element) => {
    aim.current = { ask, beside };
    setAimed(ask.id);
  }, []);
  const { rows, isHeld, isOutOfOrder, holding } = useHeldRows(wanted, stands, false);
  // Nothing was asked before: there is no pattern to see.
  const isFirst = [...last.values()].every((cells) => cells.length < 2);
  const table = useRef<HTMLTableElement>(null);
  useSteady(table, isHeld);
  const body = useRef<HTMLTableSectionElement>(null);
  const [from, to] = useSpan(body, rows.length);
  const drawn = rows.map((stand, at) => ({ stand, at })).slice(from, to);
  if (isWhole && stands.length === 0) return <p>{words.nobody}</p>;
  return (
    <>
      <table
        ref={table}
        className={`${list.people} ${styles.people}`}
        data-kind={answering.kind}
        data-first={isFirst || undefined}
        aria-rowcount={rows.length + 1}
      >
        <caption>
          {words.table}
          <span className={styles.held}>{isOutOfOrder && words.held}</span>
        </caption>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.countedAs}</th>
            <th scope="col">{words.theyWrote}</th>
            <th scope="col">{words.answeredAt}</th>
            <th scope="col" className={styles.last}>
              {words.lastRounds}
            </th>
          </tr>
        </thead>
        <tbody ref={body} {...holding}>
          <RowGap rows={from} />
          {drawn.map(({ stand, at }) => (
            <PersonRow
              key={stand.ask.id}
              stand={stand}
              summary={summary}
              answering={answering}
              place={at + 2}
              aimAt={aimAt}
              last={last.get(stand.ask.person.id)}
            />
          ))}
          <RowGap rows={rows.length - Math.min(to, rows.length)} />
        </tbody>
      </table>
      <ByHand aim={aim} aimed={stands.find(({ ask }) => ask.id === aimedId)?.ask} answering={answering} step={step} />
      {rows.length === 0 && isWhole && <p className={list.none}>{words.noneSuch}</p>}
      {!isWhole && stands.length >= 5000 && <p className={list.none}>{words.firstOnly(stands.length)}</p>}
    </>
  );
}

export function isShown({ standing }: Stand, show: string, { buckets }: Summary): boolean {
  if (standing.kind !== 'answered') return show === (standing.kind === 'closed' ? 'silent' : standing.kind);
  const { value } = standing.answer;
  return show === 'answered' || buckets.some((bucket) => bucket.key === show && bucket.holds(value));
}
