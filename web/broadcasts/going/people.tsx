import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { More } from '../../ui/more.tsx';
import list from '../../ui/people-list.module.css';
import { RowGap } from '../../ui/row-gap.tsx';
import { useSpan } from '../../ui/use-span.ts';
import type { Broadcast } from '../content.ts';
import { recipientsQuery } from '../queries.ts';
import { useShown } from './counts.tsx';
import styles from './people.module.css';
import { PersonRow } from './person-row.tsx';
import { useGoingWords } from './words.ts';

/** Everybody with what has become of their text and what they replied. Of many only the rows near what is in sight are in the page. */
export function People({ broadcast }: { broadcast: Broadcast }) {
  const words = useGoingWords();
  const { show } = useShown();
  const recipients = useInfiniteQuery(recipientsQuery(broadcast.id, show));
  const rows = recipients.data?.pages.flatMap(({ items }) => items) ?? [];
  const body = useRef<HTMLTableSectionElement>(null);
  const [from, to] = useSpan(body, rows.length);
  if (!recipients.data)
    return recipients.error ? <ErrorNote error={recipients.error} retry={recipients.refetch} /> : <Blocks />;
  return (
    <>
      <table
        className={`${list.people} ${styles.people}`}
        aria-rowcount={recipients.hasNextPage ? -1 : rows.length + 1}
      >
        <caption>{words.people}</caption>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.reply}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          <RowGap rows={from} />
          {rows.slice(from, to).map((recipient, at) => (
            <PersonRow key={recipient.person.id} recipient={recipient} place={from + at + 2} />
          ))}
          <RowGap rows={rows.length - Math.min(to, rows.length)} />
        </tbody>
      </table>
      {rows.length === 0 && <p className={list.none}>{show ? words.noneSuch : words.none}</p>}
      <More query={recipients} />
    </>
  );
}
