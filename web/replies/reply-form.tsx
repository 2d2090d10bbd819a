import { useId, useRef, useState } from 'react';
import { api, ask, Refused, type SavedReply } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import styles from './replies.module.css';
import { useRepliesWords } from './words.ts';

interface Given {
  /** The one that is changed; left out, a new one is added. */
  reply?: SavedReply;
  done: () => void;
  leave: () => void;
}

/** A saved reply as it is written. The server's findings stand beside their fields, and what was typed stays. */
export function ReplyForm({ reply, done, leave }: Given) {
  const words = useRepliesWords();
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(reply?.name ?? '');
  const [body, setBody] = useState(reply?.body ?? '');
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const fields = failure instanceof Refused ? failure.problem.fields : undefined;

  async function save(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await ask(
        reply
          ? api.PATCH('/api/v1/saved-replies/{id}', { params: { path: { id: reply.id } }, body: { name, body } })
          : api.POST('/api/v1/saved-replies', { body: { name, body } }),
      );
      done();
    } catch (error) {
      setFailure(error);
      first.current?.focus();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void save();
      }}
    >
      <label htmlFor={`${id}-name`}>{words.name}</label>
      <input
        ref={first}
        // biome-ignore lint/a11y/noAutofocus: it comes where somebody asked for it
        autoFocus
        id={`${id}-name`}
        className={styles.field}
        value={name}
        maxLength={50}
        aria-invalid={fields?.name ? true : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p id={`${id}-hint`} className={fields?.name ? styles.bad : styles.hint}>
        {fields?.name ?? words.nameHint}
      </p>
      <label htmlFor={`${id}-body`}>{words.body}</label>
      <textarea
        id={`${id}-body`}
        className={styles.field}
        rows={4}
        value={body}
        dir="auto"
        maxLength={1_600}
        aria-invalid={fields?.body ? true : undefined}
        aria-describedby={fields?.body ? `${id}-fault` : undefined}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {fields?.body && (
        <p id={`${id}-fault`} className={styles.bad}>
          {fields.body}
        </p>
      )}
      {!fields && <ErrorNote error={failure} />}
      <div className={styles.acts}>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {words.save}
        </Button>
        <Button onClick={leave}>{words.cancel}</Button>
      </div>
    </form>
  );
}
