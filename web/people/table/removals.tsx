import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { paths } from '../../api.gen.ts';
import { api, ask } from '../../api.ts';
import { meQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { canTakeBack } from '../../ui/undo.ts';
import { useSpoken } from '../../ui/use-spoken.ts';
import { time } from '../../words/formats.ts';
import styles from './bars.module.css';
import { useTableWords } from './words.ts';
import type { TableWords } from './words-en.ts';

type Removal =
  paths['/api/v1/people-removals']['get']['responses'][200]['content']['application/json']['items'][number];

/** While the server is at it, nobody tells of each person. */
const lookEveryMs = 700;

const isUnderWay = ({ state }: Removal) => state === 'removing' || state === 'undoing';

const removalsQuery = queryOptions({
  queryKey: ['people', 'removals'],
  queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/people-removals', { signal }))).items,
  refetchInterval: ({ state: { data } }) => (data?.some(isUnderWay) ? lookEveryMs : false),
});

const undoRemoval = (id: string) => ask(api.POST('/api/v1/people-removals/{id}/undo', { params: { path: { id } } }));

/** How long the keys take it back, as they do other acts; the button here does longer. */
const byKeyMs = 10 * 60_000;

/** Has the keys that take back an act bring back whom a removal has just begun to remove. Said it is where `Removals` stands. */
export function canBringBack(words: string, id: string): void {
  canTakeBack(words, () => undoRemoval(id), byKeyMs);
}

/** What began longer ago is no news to whoever comes to the page. */
const newsMs = 60_000;

/** Who is being removed, or was in the last hour, and the way back. Each tenth of them is spoken, and not each number. */
export function Removals() {
  const { data = [] } = useQuery(removalsQuery);
  const [hidden, hide] = useState<string[]>([]);
  const shown = data.filter(
    ({ id, state, counts }) => !hidden.includes(id) && (state !== 'undone' || counts.taken > 0),
  );
  return shown.map((removal) => (
    <OneRemoval key={removal.id} {...removal} hide={() => hide([...hidden, removal.id])} />
  ));
}

const allOf = ({ counts }: Removal) => Object.values(counts).reduce((sum, count) => sum + count, 0);

const inTenths = (done: number, all: number) => Math.floor((Math.floor((10 * done) / all) * all) / 10) || 0;

/** What became of them, with how far it is as `soFar` says it. */
function sentence(
  removal: Removal,
  words: TableWords['removals'],
  soFar: (done: number, all: number) => number = (done) => done,
): string {
  const { state, by, counts } = removal;
  const all = allOf(removal);
  switch (state) {
    case 'removing':
      return words.removing(soFar(counts.removed + counts.gone, all), all);
    case 'undoing':
      return words.undoing(soFar(counts.back, all - counts.gone), all - counts.gone);
    case 'undone':
      return words.undone(counts.back, counts.taken);
    default:
      return words.removed(by.name, counts.removed) + (counts.gone > 0 ? ` ${words.gone(counts.gone)}` : '');
  }
}

function OneRemoval({ hide, ...removal }: Removal & { hide: () => void }) {
  const { removals: words } = useTableWords();
  const client = useQueryClient();
  const { role } = useQuery(meQuery).data ?? {};
  const undo = useMutation({
    mutationFn: () => undoRemoval(removal.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['people'] }),
  });
  const { counts, state, begunAt, undoUntil } = removal;
  const isNews = Date.now() - Date.parse(begunAt) < newsMs;
  const said = useSpoken(sentence(removal, words, inTenths), { isNews, isLast: !isUnderWay(removal) });
  const isLate = Date.parse(undoUntil) < Date.now();
  return (
    <>
      <Hidden role="status">{said}</Hidden>
      <section className={styles.removal} aria-label={words.removal}>
        <p>
          {sentence(removal, words)}
          {state !== 'undoing' && !isLate && <span> {words.until(time(undoUntil))}</span>}
        </p>
        {isUnderWay(removal) && (
          <progress
            aria-hidden="true"
            max={allOf(removal)}
            value={state === 'removing' ? counts.removed + counts.gone : counts.back + counts.taken}
          />
        )}
        {role !== 'member' && state !== 'undoing' && !isLate && (
          <Button isBusy={undo.isPending} onClick={() => undo.mutate()}>
            {state === 'undone' ? words.again : words.undo}
          </Button>
        )}
        {!isUnderWay(removal) && (
          <Button look="quiet" onClick={hide}>
            {words.hide}
          </Button>
        )}
        <ErrorNote error={undo.error} />
      </section>
    </>
  );
}
