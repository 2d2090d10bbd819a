import { useQueryClient } from '@tanstack/react-query';
import type { Message } from '../../../api.ts';
import type { Thread } from '../../../patch.ts';

export type NamedAsk = NonNullable<NonNullable<Message['match']>['ask']>;

/** More are too long ago to be meant. */
const most = 8;

/** To what a text may belong: what it was taken for, what was offered, and what was asked in this thread, the newest first. */
export function useAsks({ conversationId, match }: Message): NamedAsk[] {
  const client = useQueryClient();
  const thread = client.getQueryData<Thread>(['timeline', conversationId]);
  const asked = (thread?.entries ?? []).flatMap(({ message }) => message?.question ?? []).reverse();
  const all = [...(match?.ask ? [match.ask] : []), ...(match?.offered ?? []), ...asked];
  const byId = new Map(all.toReversed().map((ask) => [ask.askId, ask]));
  const order = [...new Set(all.map(({ askId }) => askId))];
  return order.flatMap((id) => byId.get(id) ?? []).slice(0, most);
}
