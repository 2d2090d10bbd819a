import type { Conversation } from './api.ts';

/** The views of the inbox, each an address. */
export const views = ['waiting', 'mine', 'failed', 'all', 'unassigned', 'mentions', 'drafts', 'done'] as const;
export type View = (typeof views)[number];

/** Whether a conversation belongs into a view, as the server sees it. */
export function isInView(view: View, conversation: Conversation, memberId: string): boolean {
  const { waitingSince, snoozedUntil, closedAt, assignee, lastMessage, mentioned } = conversation;
  switch (view) {
    case 'waiting':
      return waitingSince !== null && !snoozedUntil;
    case 'mine':
      return !closedAt && assignee?.id === memberId;
    case 'unassigned':
      return !closedAt && !assignee;
    case 'failed':
      return lastMessage?.status === 'failed' || lastMessage?.status === 'undelivered';
    case 'mentions':
      return mentioned;
    case 'drafts':
      return conversation.draft !== null;
    case 'all':
      return true;
    case 'done':
      return closedAt !== null;
  }
}
