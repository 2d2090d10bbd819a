import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { api, ask, type Person } from '../../../api.ts';
import { nameShown } from '../../../name-shown.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { focusIfLost } from '../../../ui/focus.ts';
import { didAct } from '../../../ui/undo.ts';
import { usePersonWords } from '../words.ts';
import { ChoosePerson } from './choose-person.tsx';
import { Differences, keyOf, type Preview } from './differences.tsx';
import { forgetThreads, undoMerge } from './forget-threads.ts';
import styles from './merge.module.css';

interface Given {
  person: Person;
  /** Who it is, when that is known already. */
  otherId: string | undefined;
  close: () => void;
}

/** Who else this person is; then what would be, and one button. */
export function MergeDialog({ person, otherId, close }: Given) {
  const words = usePersonWords();
  const [chosenId, choose] = useState(otherId);
  const lead = useRef<HTMLParagraphElement>(null);
  // What had it is gone with the step that it belonged to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the step changes
  useLayoutEffect(() => focusIfLost(lead.current), [chosenId]);
  return (
    <Dialog title={words.mergeTitle(nameShown(person))} close={close}>
      <p ref={lead} className={styles.lead} tabIndex={-1}>
        {words.mergeLead}
      </p>
      {chosenId ? (
        <Look person={person} otherId={chosenId} back={() => choose(undefined)} close={close} />
      ) : (
        <ChoosePerson person={person} choose={choose} />
      )}
    </Dialog>
  );
}

function Look({
  person,
  otherId,
  back,
  close,
}: {
  person: Person;
  otherId: string;
  back: () => void;
  close: () => void;
}) {
  const preview = useQuery({
    queryKey: ['person', person.id, 'merge-preview', otherId],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/people/{id}/merge-preview', {
          params: { path: { id: person.id }, query: { otherId } },
          signal,
        }),
      ),
    gcTime: 0,
  });
  const words = usePersonWords();
  if (preview.data) return <Found preview={preview.data} back={back} close={close} />;
  if (!preview.error) return <Blocks />;
  return (
    <>
      <ErrorNote error={preview.error} />
      <Button onClick={back}>{words.other}</Button>
    </>
  );
}

function Found({ preview, back, close }: { preview: Preview; back: () => void; close: () => void }) {
  const words = usePersonWords();
  const client = useQueryClient();
  const { kept, other, differences, counts, askedBoth } = preview;
  const [taken, take] = useState<ReadonlySet<string>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function merge(): Promise<void> {
    setBusy(true);
    const fields = differences.flatMap((one) => (one.key && taken.has(keyOf(one)) ? [one.key] : []));
    const wanted = { name: taken.has('name'), phone: taken.has('phone'), timeZone: taken.has('timeZone'), fields };
    const params = { path: { id: kept.id } };
    try {
      const { id } = await ask(
        api.POST('/api/v1/people/{id}/merges', { params, body: { otherId: other.id, take: wanted } }),
      );
      didAct(words.merged(nameShown(other), nameShown(kept)), () => undoMerge(client, id));
      close();
      await forgetThreads(client);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  const moved = [
    counts.texts > 0 && words.texts(counts.texts),
    counts.notes > 0 && words.notes(counts.notes),
    counts.answers > 0 && words.answersOf(counts.answers),
  ].filter((one) => one !== false);
  return (
    <>
      <p className={styles.both}>
        <Shown person={other} />
        <span aria-hidden>→</span>
        <Shown person={kept} />
      </p>
      <Differences shown={preview} {...{ differences, taken, take }} />
      <p>{moved.length > 0 ? words.moves(moved.join(', ')) : words.movesNothing}</p>
      {counts.waiting > 0 && <p>{words.waitingTexts(counts.waiting)}.</p>}
      {askedBoth > 0 && <p>{words.askedBoth(askedBoth)}</p>}
      <ErrorNote error={error} />
      <p className={styles.buttons}>
        <Button look="primary" isBusy={isBusy} onClick={() => void merge()}>
          {words.doMerge}
        </Button>
        <Button onClick={back}>{words.other}</Button>
      </p>
    </>
  );
}

function Shown({ person }: { person: Preview['kept'] }) {
  return (
    <span className={styles.one}>
      <bdi>{nameShown(person)}</bdi>
      <bdi dir="ltr" className={styles.phones}>
        {person.phonesShown.join(', ')}
      </bdi>
    </span>
  );
}
