import { useQuery } from '@tanstack/react-query';
import type { ListedRound } from '../../api.ts';
import { tallyQuery } from '../queries.ts';
import styles from './list.module.css';

/** More people than this are drawn in bins. */
const most = 40;

type Mark = 'yes' | 'no' | 'other' | 'look' | 'silent';

/** The answer strip, small: a tick for each person. Decoration: the numbers stand beside it in words. */
export function Strip({ round }: { round: ListedRound }) {
  const { counts } = round;
  const tallies = useQuery(tallyQuery(round.id)).data?.tallies ?? [];
  const of = (id: string) =>
    tallies
      .filter(({ step, value }) => step === 0 && 'ids' in value && value.ids[0] === id)
      .reduce((sum, { count }) => sum + count, 0);
  const [yes, no] = [of('yes'), of('no')];
  const all: [Mark, number][] = [
    ['yes', yes],
    ['no', no],
    ['other', Math.max(0, counts.answered - yes - no)],
    ['look', counts.unclear],
    ['silent', counts.asked + counts.waiting + counts.closed],
  ];
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  const perTick = Math.max(1, total / most);
  return (
    <span className={styles.strip} aria-hidden>
      {all.flatMap(([mark, count]) =>
        Array.from({ length: Math.round(count / perTick) || Math.sign(count) }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ticks have no other name
          <i key={`${mark}${i}`} data-mark={mark} />
        )),
      )}
    </span>
  );
}
