import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { actFailed, didAct } from '../../ui/undo.ts';
import styles from './board.module.css';
import { useBoardWords } from './words.ts';

interface Given {
  /** What the button says, with how many. */
  act: string;
  names: string[];
  /** What they will read, where the question has its own words. */
  fixed?: string[] | undefined;
  send: (body: string) => Promise<{ count: number }>;
  close: () => void;
}

const mostNames = 6;

/** A last look before many people are texted: who they are, and what they will read. */
export function TextSome({ act, names, fixed, send, close }: Given) {
  const { acts: words } = useBoardWords();
  const client = useQueryClient();
  const [body, write] = useState('');
  const form = useRef<HTMLDivElement>(null);
  const sending = useMutation({
    mutationFn: () => send(body),
    onSuccess: ({ count }) => {
      close();
      // All may have gone with a try whose answer was lost.
      if (count > 0) didAct(words.sent(count));
      else didAct(fixed ? words.nobodyElse : words.noneTexted);
      return client.invalidateQueries({ queryKey: ['round'] });
    },
    // Whoever has left the page meanwhile is told as well.
    onError: (error) => form.current || actFailed(act, error),
  });
  return (
    <Dialog title={act} close={close} isBusy={sending.isPending}>
      <div ref={form} className={styles.form}>
        <p>
          {words.to} <bdi>{names.slice(0, mostNames).join(', ')}</bdi>
          {names.length > mostNames && ` ${words.andMore(names.length - mostNames)}`}
        </p>
        {fixed ? (
          <div>
            <p>{words.reads(fixed.length)}</p>
            <ul className={styles.bubbles}>
              {fixed.map((text) => (
                <li key={text}>
                  <bdi>{text}</bdi>
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <label className={styles.words}>
            {words.words}
            <textarea rows={4} maxLength={1600} value={body} onChange={({ target }) => write(target.value)} />
          </label>
        )}
        <ErrorNote error={sending.error} />
        <Button
          look="primary"
          isBusy={sending.isPending}
          disabled={!fixed && body.trim() === ''}
          onClick={() => sending.mutate()}
        >
          {act}
        </Button>
      </div>
    </Dialog>
  );
}
