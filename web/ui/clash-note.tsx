import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Me } from '../api.ts';
import { moment } from '../words/formats.ts';
import { Button } from './button.tsx';
import styles from './clash-note.module.css';
import { useClashWords } from './clash-words.ts';
import { ErrorNote } from './error-note.tsx';
import type { Clash } from './use-shared.ts';

interface Given {
  clash: Clash<unknown>;
  swap: () => Promise<void>;
  turn: () => void;
  keepMine: () => void;
}

/** Leads whoever wants to go on to what is to be decided first, within a page or a form. */
export function goToClash(within: Element | null | undefined): void {
  within?.querySelector<HTMLElement>('[data-clash]')?.focus();
}

/** That somebody else has changed the same meanwhile, who and when; and whose is to count. */
export function ClashNote({ clash: { changed, isTheirs, earlier }, swap, turn, keepMine }: Given) {
  const words = useClashWords();
  const me = useQueryClient().getQueryData<Me>(['me']);
  const show = useMutation({ mutationFn: swap });
  const { by, at } = changed;
  const isOwn = by !== null && by.id === me?.id;
  const when = at ? moment(at) : '';
  return (
    <div role="alert" className={styles.note} data-clash tabIndex={-1}>
      <p>{isTheirs ? words.theirs : isOwn ? words.byYou(when) : words.by(by?.name ?? words.somebody, when)}</p>
      <Button isBusy={show.isPending} onClick={() => show.mutate()}>
        {isTheirs ? words.showMine : isOwn || !by ? words.showOther : words.showTheirs(by.name)}
      </Button>
      {!isTheirs && earlier.length > 0 && <Button onClick={turn}>{words.showEarlier}</Button>}
      {!isTheirs && (
        <Button
          onClick={({ currentTarget }) => {
            // The button goes with the note.
            currentTarget.closest<HTMLElement>('[data-pane]')?.focus();
            keepMine();
          }}
        >
          {words.keepMine}
        </Button>
      )}
      <ErrorNote error={show.error} />
    </div>
  );
}
