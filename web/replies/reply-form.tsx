import { useId, useRef, useState } from 'react';
import { api, ask, Refused, type SavedReply } from '../api.ts';
import { deadline } from '../deadline.ts';
import { Button } from '../ui/button.tsx';
import { ClashNote, goToClash } from '../ui/clash-note.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { changedSince, useShared } from '../ui/use-shared.ts';
import styles from './replies.module.css';
import { useRepliesWords } from './words.ts';

interface Given {
  /** The one that is changed; left out, a new one is added. */
  reply?: SavedReply;
  /** It was removed since: what is written becomes a new one. */
  isGone?: boolean;
  done: () => void;
  leave: () => void;
}

type Written = Pick<SavedReply, 'name' | 'body'>;
const writtenIn = ({ name, body }: Written): Written => ({ name, body });

/** A saved reply as it is written. The server's findings stand beside their fields, and what was typed stays. */
export function ReplyForm({ reply, isGone = false, done, leave }: Given) {
  const words = useRepliesWords();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const [written, setWritten] = useState(writtenIn(reply ?? { name: '', body: '' }));
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const fields = failure instanceof Refused ? failure.problem.fields : undefined;
  const shared = useShared<SavedReply, Written>({
    found: reply ?? null,
    read: () => ask(api.GET('/api/v1/saved-replies/{id}', { params: { path: { id: reply?.id ?? '' } } })),
    written: () => written,
    writtenIn,
    isTouched: ({ name, body }) => written.name !== name || written.body !== body,
    show: (next) => {
      setFailure(null);
      setWritten(next);
    },
  });

  /** Not while it is being saved: what is written then would be lost with the form. */
  function write(changed: Partial<Written>): void {
    if (!isBusy) setWritten((before) => ({ ...before, ...changed }));
  }

  async function save(): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      if (reply && !isGone) await shared.write(written, rewrite(reply.id));
      else await ask(api.POST('/api/v1/saved-replies', { body: written }));
      done();
    } catch (error) {
      setFailure(error);
      if (changedSince(error)) setTimeout(() => goToClash(form.current));
      else first.current?.focus();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      ref={form}
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
        value={written.name}
        maxLength={50}
        aria-invalid={fields?.name ? true : undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => write({ name: event.currentTarget.value })}
      />
      <p id={`${id}-hint`} className={fields?.name ? styles.bad : styles.hint}>
        {fields?.name ?? words.nameHint}
      </p>
      <label htmlFor={`${id}-body`}>{words.body}</label>
      <textarea
        id={`${id}-body`}
        className={styles.field}
        rows={4}
        value={written.body}
        dir="auto"
        maxLength={1_600}
        aria-invalid={fields?.body ? true : undefined}
        aria-describedby={fields?.body ? `${id}-fault` : undefined}
        onChange={(event) => write({ body: event.currentTarget.value })}
      />
      {fields?.body && (
        <p id={`${id}-fault`} className={styles.bad}>
          {fields.body}
        </p>
      )}
      {isGone && (
        <p role="alert" className={styles.bad}>
          {words.gone}
        </p>
      )}
      {shared.clash && !isGone && (
        <ClashNote
          clash={shared.clash}
          swap={shared.swap}
          turn={shared.turn}
          keepMine={() => {
            shared.keepMine();
            void save();
          }}
        />
      )}
      {!fields && !changedSince(failure) && <ErrorNote error={failure} />}
      <div className={styles.acts}>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {words.save}
        </Button>
        <Button onClick={leave}>{words.cancel}</Button>
      </div>
    </form>
  );
}

const rewrite = (id: string) => (written: Written, version: number) =>
  ask(
    api.PATCH('/api/v1/saved-replies/{id}', {
      params: { path: { id } },
      body: { ...written, version },
      signal: deadline(),
    }),
  );
