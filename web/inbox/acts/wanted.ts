import type { Conversation } from '../../api.ts';

/** What can be done with a conversation, or with many. */
export type Wanted =
  | { act: 'done' | 'reopen' | 'unsnooze' | 'read' | 'unread' }
  | { act: 'assign'; assignee: { id: string; name: string } | null }
  | { act: 'snooze'; until: string };

/** What an act makes of a conversation, as the server does it. */
export function changed(conversation: Conversation, wanted: Wanted): Conversation {
  switch (wanted.act) {
    case 'done': {
      const closedAt = conversation.closedAt ?? new Date().toISOString();
      return { ...conversation, closedAt, waitingSince: null, snoozedUntil: null };
    }
    case 'reopen':
      return { ...conversation, closedAt: null };
    case 'assign':
      return { ...conversation, assignee: wanted.assignee };
    case 'snooze':
      return { ...conversation, snoozedUntil: wanted.until, waitingSince: null };
    case 'unsnooze':
      return { ...conversation, snoozedUntil: null };
    case 'read':
      return { ...conversation, unread: 0, hasMoreUnread: false, isMarkedUnread: false, mentioned: false };
    case 'unread':
      return { ...conversation, isMarkedUnread: true };
  }
}
