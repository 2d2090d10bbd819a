import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useLanguage } from '../words/words.ts';
import styles from './limits.module.css';
import { useLimitsWords } from './words.ts';

/** The countries whose numbers are texted, by their names. */
export function Countries({
  all,
  chosen,
  change,
  children,
}: {
  all: string[];
  chosen: string[];
  change: (countries: string[]) => void;
  /** What else counts for countries. */
  children: ReactNode;
}) {
  const words = useLimitsWords();
  const language = useLanguage();
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const named = (codes: readonly string[]) =>
    codes
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .sort((a, b) => a.name.localeCompare(b.name, language));
  return (
    <section className={styles.part} aria-labelledby="limit-countries">
      <h2 id="limit-countries">{words.countries}</h2>
      <p className={styles.hint}>{words.countriesLead}</p>
      <ul className={styles.chips}>
        {named(chosen).map(({ code, name }) => (
          <li key={code} className={styles.chip}>
            {name}
            {chosen.length > 1 && (
              <Button look="icon" onClick={() => change(chosen.filter((each) => each !== code))}>
                <Icon name="close" label={words.remove(name)} />
              </Button>
            )}
          </li>
        ))}
      </ul>
      <label className={styles.add}>
        <span>{words.add}</span>
        <select value="" onChange={({ currentTarget }) => change([...chosen, currentTarget.value])}>
          <option value="" disabled>
            {words.addNone}
          </option>
          {named(all.filter((code) => !chosen.includes(code))).map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {children}
    </section>
  );
}
