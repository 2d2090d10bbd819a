import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, ask, type Message } from '../../../api.ts';
import { patchMessage } from '../../../patch.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import box from '../composer.module.css';
import { useComposerWords } from '../words.ts';
import styles from './later.module.css';
import { OwnTime } from './later.tsx';
import { nextMorning } from './their-hours.ts';

interface Given {
  message: Message;
  name: string;
  zone: string;
  close: () => void;
}

/** Changes the words and the time of a text that has not left. */
export function EditPlanned({ message, name, zone, close }: Given) {
  const words = useComposerWords();
  const { box: composer } = useComposerWords();
  const client = useQueryClient();
  const id = useId();
  const [body, setBody] = useState(message.body);
  const save = useMutation({
    mutationFn: (at: Date) =>
      ask(
        api.PATCH('/api/v1/messages/{id}', {
          params: { path: { id: message.id } },
          body: { body, sendAt: at.toISOString() },
        }),
      ),
    onSuccess: (changed) => {
      patchMessage(client, changed, false);
      close();
    },
  });
  const initial = message.sendAt ? new Date(message.sendAt) : nextMorning(new Date(), zone);
  return (
    <Dialog title={words.editTitle} close={close}>
      <div className={styles.edit}>
        <label htmlFor={id}>{composer.label(name)}</label>
        <textarea
          id={id}
          className={box.area}
          rows={3}
          value={body}
          dir="auto"
          maxLength={1_600}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <OwnTime name={name} zone={zone} initial={initial} act={words.save} choose={(at) => save.mutate(at)} />
        <ErrorNote error={save.error} />
      </div>
    </Dialog>
  );
}
