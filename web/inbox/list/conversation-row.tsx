import { Link } from '@tanstack/react-router';
import { type MouseEvent, memo } from 'react';
import type { Conversation } from '../../api.ts';
import { nameShown } from '../../name-shown.ts';
import { Face } from '../../ui/face.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import type { View } from '../../views.ts';
import { fullTime, moment, rowTime } from '../../words/formats.ts';
import { useWords } from '../../words/words.ts';
import { useThreadAhead } from '../open-later.ts';
import styles from './conversation-row.module.css';
import { LastWords } from './last-words.tsx';
import { rowId } from './rows.ts';
import { extendTo, toggle, useIsSelected } from './selection.ts';

interface Given {
  conversation: Conversation;
  view: View;
  isOpen: boolean;
  /** The one row that Tab stops at. */
  isStop: boolean;
  /** The ids of the list, in its order. */
  order: () => string[];
  /** Its place among how many; -1 when nobody has counted them. Not all are in the page. */
  place: number;
  of: number;
}

/** A conversation in the list: a lamp while the person waits, the name, the time, the last words. */
export const ConversationRow = memo(function ConversationRow(given: Given) {
  const { conversation, view, isOpen, isStop, order, place, of } = given;
  const { inbox } = useWords();
  const {
    id,
    person,
    lastMessage,
    unread,
    hasMoreUnread,
    isMarkedUnread,
    mentioned,
    waitingSince,
    snoozedUntil,
    assignee,
  } = conversation;
  const isSelected = useIsSelected(id);
  const at = lastMessage?.createdAt;
  const ahead = useThreadAhead(conversation);
  const tabIndex = isStop ? 0 : -1;

  function pick(event: MouseEvent): void {
    if (event.shiftKey) extendTo(id, order());
    else toggle(id);
  }

  return (
    <li
      className={styles.item}
      {...{ [rowId]: id }}
      aria-posinset={place}
      aria-setsize={of}
      data-waiting={waitingSince ? '' : undefined}
      data-selected={isSelected || undefined}
    >
      <label className={styles.pick}>
        <Hidden>{inbox.select(person.name)}</Hidden>
        <input type="checkbox" tabIndex={tabIndex} checked={isSelected} onClick={pick} readOnly />
      </label>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view, conversationId: id }}
        className={styles.row}
        aria-current={isOpen ? 'true' : undefined}
        tabIndex={tabIndex}
        onClick={(event) => {
          if (!event.shiftKey) return;
          event.preventDefault();
          extendTo(id, order());
        }}
        {...ahead}
      >
        <span className={styles.lamp}>{waitingSince && <Hidden>{inbox.waits}</Hidden>}</span>
        <span className={styles.name}>
          <bdi data-cut>{nameShown(person)}</bdi>
        </span>
        <span className={styles.time}>
          {at && (
            <time dateTime={at} title={fullTime(at)}>
              {rowTime(at)}
            </time>
          )}
        </span>
        <LastWords conversation={conversation} />
        <span className={styles.marks}>
          {snoozedUntil && <span className={styles.until}>{inbox.until(moment(snoozedUntil))}</span>}
          {mentioned && (
            <strong className={styles.mention}>
              @<Hidden>{inbox.mentioned}</Hidden>
            </strong>
          )}
          {unread > 0 ? (
            <strong>{inbox.unread(unread, hasMoreUnread)}</strong>
          ) : (
            isMarkedUnread && <strong>{inbox.isUnread}</strong>
          )}
          {assignee && (
            <span>
              <Hidden>{inbox.assigned(assignee.name)}</Hidden>
              <Face name={assignee.name} isSmall />
            </span>
          )}
        </span>
      </Link>
    </li>
  );
});
