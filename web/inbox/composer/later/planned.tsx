import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api, ask, type Conversation, type Message, Refused } from '../../../api.ts';
import { patchMessage } from '../../../patch.ts';
import { conversationQuery } from '../../../queries.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { didAct } from '../../../ui/undo.ts';
import { putBackPending } from '../take-back.ts';
import { useNamed } from '../use-named.ts';
import { useComposerWords } from '../words.ts';
import { ownZone } from './clock-words.ts';
import { useSayTime } from './say-time.ts';

const EditPlanned = lazy(async () => ({ default: (await import('./edit-planned.tsx')).EditPlanned }));

/** A text that leaves later: when, and how to change that until the last minute. */
export function Planned({ message, className }: { message: Message; className: string | undefined }) {
  const conversation = useQuery(conversationQuery(message.conversationId)).data;
  return conversation && <Acts message={message} conversation={conversation} className={className} />;
}

function Acts({
  message,
  conversation,
  className,
}: {
  message: Message;
  conversation: Conversation;
  className: string | undefined;
}) {
  const words = useComposerWords();
  const { name } = conversation.person;
  const zone = useNamed(conversation).zone ?? ownZone();
  const say = useSayTime(name, zone);
  const client = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const params = { path: { id: message.id } };
  const act = useMutation({
    mutationFn: (what: 'now' | 'cancel') =>
      ask(
        what === 'now'
          ? api.PATCH('/api/v1/messages/{id}', { params, body: { sendAt: null } })
          : api.DELETE('/api/v1/messages/{id}', { params }),
      ),
    onSuccess: (changed, what) => {
      patchMessage(client, changed, false);
      if (what === 'cancel') didAct(words.canceled(name), () => planAgain(changed));
    },
  });

  /** Words that the server does not plan again are in the box again, for their author to say what becomes of them. */
  async function planAgain(canceled: Message): Promise<void> {
    try {
      patchMessage(client, await ask(api.DELETE('/api/v1/messages/{id}/cancellation', { params })), true);
    } catch (error) {
      if (error instanceof Refused) await putBackPending(canceled);
      throw error;
    }
  }

  return (
    <>
      {message.sendAt && <span> · {words.leaves(say(new Date(message.sendAt)))}</span>}
      {message.cancelIfTheyWriteFirst && <span> · {words.unless(name)}</span>}
      <div className={className}>
        <Button look="text" onClick={() => setEditing(true)}>
          {words.edit}
        </Button>
        <Button look="text" isBusy={act.isPending} onClick={() => act.mutate('now')}>
          {words.sendNow}
        </Button>
        <Button look="text" isBusy={act.isPending} aria-label={words.cancelLabel} onClick={() => act.mutate('cancel')}>
          {words.cancel}
        </Button>
      </div>
      <ErrorNote error={act.error} />
      {isEditing && (
        <Suspense>
          <EditPlanned message={message} name={name} zone={zone} close={() => setEditing(false)} />
        </Suspense>
      )}
    </>
  );
}
