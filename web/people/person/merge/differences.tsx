import type { paths } from '../../../api.gen.ts';
import { nameShown } from '../../../name-shown.ts';
import { usePersonWords } from '../words.ts';
import styles from './merge.module.css';

export type Preview =
  paths['/api/v1/people/{id}/merge-preview']['get']['responses'][200]['content']['application/json'];
type Difference = Preview['differences'][number];

/** What a difference is known by. */
export const keyOf = ({ what, key }: Difference) => (what === 'field' ? `field ${key}` : what);

interface Given {
  shown: Pick<Preview, 'kept' | 'other'>;
  differences: Difference[];
  /** Of which the other's counts. */
  taken: ReadonlySet<string>;
  take: (taken: ReadonlySet<string>) => void;
}

/** What both have, and not the same: which of it stays. */
export function Differences({ shown, differences, taken, take }: Given) {
  const words = usePersonWords();
  if (differences.length === 0) return null;
  const sayOf = ({ what, ...one }: Difference, side: 'kept' | 'other') => {
    if (what === 'phone') return shown[side].phonesShown[0];
    return what === 'name' ? nameShown(shown[side]) : one[side];
  };
  return (
    <section aria-label={words.whichStays}>
      <h3 className={styles.stays}>{words.whichStays}</h3>
      {differences.map((one) => {
        const name = keyOf(one);
        const choose = (isTaken: boolean) => {
          const next = new Set(taken);
          if (isTaken) next.add(name);
          else next.delete(name);
          take(next);
        };
        return (
          <fieldset key={name} className={styles.choice}>
            <legend>{one.key ?? words.whatOf[one.what]}</legend>
            {(['kept', 'other'] as const).map((side) => (
              <label key={side}>
                <input
                  type="radio"
                  name={name}
                  checked={taken.has(name) === (side === 'other')}
                  onChange={() => choose(side === 'other')}
                />
                <bdi>{sayOf(one, side)}</bdi>
              </label>
            ))}
          </fieldset>
        );
      })}
    </section>
  );
}
