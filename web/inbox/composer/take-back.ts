import type { QueryClient } from '@tanstack/react-query';
import type { Message } from '../../api.ts';
import { patchMessage } from '../../patch.ts';
import { putBack } from './drafts.ts';
import { tellWriter } from './notice.ts';
import { takeBackPending } from './outbox.ts';
import { cancelAtServer, type Pending } from './pending.ts';

/** Where the caret stood in texts that were sent from this page, by their client ids. */
const carets = new Map<string, number>();

export function rememberCaret(clientId: string, caret: number): void {
  carets.set(clientId, caret);
}

/** Takes a text back that has not begun to leave; its words and the caret are in the composer again. */
export async function takeBack(
  client: QueryClient,
  { message, pending }: { message?: Message; pending?: Pending },
): Promise<void> {
  if (message) {
    const { conversationId, body, clientId } = message;
    try {
      const canceled = await cancelAtServer(message);
      if (!canceled) return;
      patchMessage(client, canceled, false);
      putBack(conversationId, { body, caret: carets.get(clientId ?? '') ?? body.length });
    } catch {
      tellWriter(conversationId, 'notTakenBack');
    }
  } else if (pending) {
    const { conversationId, body, caret = body.length } = pending;
    takeBackPending(pending.clientId);
    putBack(conversationId, { body, caret });
  }
}
