import { memo, type ReactNode } from 'react';
import type { TimelineAct } from '../../api.ts';
import { fullTime, moment, time } from '../../words/formats.ts';
import { useInboxWords } from '../words.ts';
import styles from './aside-row.module.css';
import { DayLine } from './day-line.tsx';
import { NoteCard } from './note-card.tsx';
import type { Placed } from './thread-rows.ts';
import { rowAttribute } from './use-place.ts';

/** What stands between the texts and went to nobody: a note for colleagues, or what one of them did, as a quiet line. */
export const AsideRow = memo(function AsideRow({ row, isWanted }: { row: Placed; isWanted: boolean }) {
  return (
    <li>
      {row.startsDay && <DayLine at={row.at} />}
      <div {...{ [rowAttribute]: row.key }} data-wanted={isWanted || undefined} className={styles.aside}>
        {row.note && <NoteCard note={row.note} />}
        {row.act && <ActLine act={row.act} />}
      </div>
    </li>
  );
}, isSame);

function isSame(a: { row: Placed; isWanted: boolean }, b: { row: Placed; isWanted: boolean }): boolean {
  return (
    a.row.note === b.row.note &&
    a.row.act === b.row.act &&
    a.row.startsDay === b.row.startsDay &&
    a.isWanted === b.isWanted
  );
}

function ActLine({ act }: { act: TimelineAct }) {
  const { timeline } = useInboxWords();
  const { kind, member, happenedAt, assignee, until } = act;
  const saidAssigned = () => {
    if (!assignee) return timeline.unassigned(member.name);
    return assignee.id === member.id ? timeline.taken(member.name) : timeline.assigned(member.name, assignee.name);
  };
  const said: Record<TimelineAct['kind'], ReactNode> = {
    closed: timeline.closed(member.name),
    reopened: timeline.reopened(member.name),
    assigned: saidAssigned(),
    snoozed: timeline.snoozed(member.name, until ? moment(until) : ''),
    unsnoozed: timeline.unsnoozed(member.name),
    note_deleted: timeline.noteDeleted(member.name),
  };
  return (
    <p className={styles.act}>
      <bdi>{said[kind]}</bdi>
      {' · '}
      <time dateTime={happenedAt} title={fullTime(happenedAt)}>
        {time(happenedAt)}
      </time>
    </p>
  );
}
