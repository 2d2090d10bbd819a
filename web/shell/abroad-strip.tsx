import { Link } from '@tanstack/react-router';
import { useLanguage } from '../words/words.ts';
import { useStripWords } from './money-strip-words.ts';
import styles from './shell.module.css';

/** Above everything: that so many new numbers of a country were texted within the hour that the others wait. */
export function AbroadStrip({ countries }: { countries: string[] }) {
  const words = useStripWords();
  const language = useLanguage();
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const all = new Intl.ListFormat(language).format(countries.map((code) => names.of(code) ?? code));
  return (
    <p className={styles.attention}>
      <span role="status">{words.abroad(all)}</span> <Link to="/limits">{words.limits}</Link>
    </p>
  );
}
