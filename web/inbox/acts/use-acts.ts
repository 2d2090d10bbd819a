import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Conversation } from '../../api.ts';
import type { View } from '../../views.ts';
import { focusRow, useRows } from '../list/rows.ts';
import { clearSelection } from '../list/selection.ts';
import { useInboxWords } from '../words.ts';
import { perform } from './perform.ts';
import type { Wanted } from './wanted.ts';

/** What a member does with conversations. Done and snoozed ones are left, and the next one is opened. */
export function useActs(view: View) {
  const { acts } = useInboxWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const rows = useRows(view);
  const { conversationId: openId } = useParams({ strict: false });

  function act(conversations: Conversation[], wanted: Wanted): void {
    const [first] = conversations;
    if (!first) return;
    const { did, failed, many } = acts[wanted.act];
    const isOne = conversations.length === 1;
    const said = {
      did: (n: number) => (isOne ? did(first.person.name) : many(n)),
      left: (n: number) => (isOne ? acts.left(first.person.name) : acts.manyLeft(n)),
      failed,
    };
    const leaves = wanted.act === 'done' || wanted.act === 'snooze';
    if (leaves) goOn(new Set(conversations.map(({ id }) => id)));
    clearSelection();
    perform(client, conversations, wanted, said);
  }

  /** The focus, and what is open, go to the next row that stays; at the end of the list to the one before. */
  function goOn(left: ReadonlySet<string>): void {
    const from = rows.findIndex(({ id }) => (openId && left.has(openId) ? id === openId : left.has(id)));
    const stays = ({ id }: Conversation) => !left.has(id);
    const next = rows.slice(from + 1).find(stays) ?? rows.slice(0, Math.max(0, from)).findLast(stays);
    const isFocused = focusRow(next?.id);
    if (openId && left.has(openId)) {
      if (next) void navigate({ to: '/inbox/$view/$conversationId', params: { view, conversationId: next.id } });
      else void navigate({ to: '/inbox/$view', params: { view } });
    }
    if (!next && !isFocused) document.querySelector<HTMLElement>('[data-list]')?.focus();
  }

  return act;
}
