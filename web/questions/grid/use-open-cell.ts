import { useCallback, useRef } from 'react';
import { api, ask } from '../../api.ts';
import { type Start, useStart } from '../../ui/use-start.ts';
import type { Sheet, SheetPerson } from './sheet.ts';

/** Opens somebody's conversation: at what they wrote in a round, else at what asked them; without a round at its end. */
export function useOpenCell(rounds: Sheet['rounds']) {
  const begin = useStart();
  const newest = useRef<Start>(null);
  return useCallback(
    async ({ id, conversationId }: SheetPerson, at: number) => {
      const start = begin();
      newest.current = start;
      const round = rounds[at];
      const params = { view: 'all', conversationId } as const;
      const found = round && (await findAsk(round.id, id));
      const answer = found?.answers.find((each) => each?.messageId);
      const messageId = answer?.messageId ?? found?.unclear?.messageId ?? found?.messageId;
      // Of two clicks the later one counts, whichever answer comes first.
      if (newest.current !== start) return;
      await start.leadOn({ to: '/inbox/$view/$conversationId', params, ...(messageId && { hash: messageId }) });
    },
    [begin, rounds],
  );
}

async function findAsk(roundId: string, personId: string) {
  const params = { path: { id: roundId }, query: { personId } };
  // The conversation can be opened without.
  const page = await ask(api.GET('/api/v1/rounds/{id}/asks', { params })).catch(() => undefined);
  return page?.items[0];
}
