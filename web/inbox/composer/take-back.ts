import type { QueryClient } from '@tanstack/react-query';
import type { Message } from '../../api.ts';
import { patchMessage, type Thread } from '../../patch.ts';
import { canTakeBack } from '../../ui/undo.ts';
import type { Draft } from './drafts.ts';
import { tellWriter } from './notice.ts';
import { pendingOf, takeBackPending } from './outbox.ts';
import { cancelAtServer, type Pending, type Written } from './pending.ts';
import { addPictures } from './pictures/pictures.ts';
import { putBack } from './write-draft.ts';

type BackInBox = Pick<Pending, 'conversationId' | 'body' | 'typed' | 'caret'> & {
  media?: { id: string; alt: string | null }[];
};

/** How texts that were sent from this page were typed, by their client ids. */
const typedById = new Map<string, Draft & { endKey: () => void }>();

/** A text is held from now on: Z takes it back too, as long as that is so. */
export function announceHold(
  words: string,
  clientId: string,
  { typed, body, caret }: Written,
  seconds: number,
  client: QueryClient,
): void {
  const text = typed ?? body;
  const endKey = canTakeBack(words, () => takeBackById(client, clientId), seconds * 1000);
  typedById.set(clientId, { body: text, caret: caret ?? text.length, endKey });
}

async function takeBackById(client: QueryClient, clientId: string): Promise<void> {
  const pending = pendingOf(clientId);
  const message = client
    .getQueriesData<Thread>({ queryKey: ['timeline'] })
    .flatMap(([, thread]) => thread?.entries ?? [])
    .find((each) => each.message?.clientId === clientId)?.message;
  await takeBack(client, { ...(message && { message }), ...(pending && { pending }) });
}

/** Texts that are being taken back, or are: of two clicks the second puts no words into the composer. */
const takenBack = new Set<string>();

/** Takes a text back that has not begun to leave; its words and the caret are in the composer again. */
export async function takeBack(
  client: QueryClient,
  { message, pending }: { message?: Message; pending?: Pending },
): Promise<void> {
  // By whichever way it is taken back, it is only once.
  const id = message?.clientId ?? pending?.clientId ?? message?.id ?? '';
  if (takenBack.has(id)) return;
  takenBack.add(id);
  typedById.get(id)?.endKey();
  if (message) {
    const { conversationId, body, clientId } = message;
    try {
      const canceled = await cancelAtServer(message);
      if (!canceled) return;
      patchMessage(client, canceled, false);
      putBack(conversationId, typedById.get(clientId ?? '') ?? { body, caret: body.length });
      await chooseAgain(conversationId, message.media);
    } catch {
      takenBack.delete(id);
      tellWriter(conversationId, 'notTakenBack');
    }
  } else if (pending) {
    takeBackPending(pending.clientId);
    await putBackPending(pending);
  }
}

/** Puts a text that was not sent back into the composer: as it was typed, with its pictures. */
export async function putBackPending(text: BackInBox): Promise<void> {
  const { conversationId, body, typed = body, caret = typed.length, media = [] } = text;
  putBack(conversationId, { body: typed, caret });
  await chooseAgain(conversationId, media);
}

/**
 * A picture that was taken for a text cannot be taken for another: it is chosen once more. The author is told of one that
 * cannot be had.
 */
async function chooseAgain(conversationId: string, media: { id: string; alt: string | null }[]): Promise<void> {
  for (const { id, alt } of media) {
    const blob = await fetch(`/api/v1/media/${id}`)
      .then((answer) => (answer.ok ? answer.blob() : null))
      .catch(() => null);
    if (blob) addPictures(conversationId, [new File([blob], id.slice(-8), { type: blob.type })], alt ?? '');
    else tellWriter(conversationId, 'pictureNotBack');
  }
}
