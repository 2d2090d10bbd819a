import { countSegments } from '../../src/domain/messages/segments.ts';
import styles from './keyword-answers.module.css';
import { useKeywordWords } from './keyword-answers-words.ts';

interface Given {
  words: string | null;
  /** What is said when there are no other words. */
  usual: string;
  language: 'en' | 'es';
  as?: 'dd' | 'div';
}

/** An answer as it comes to a phone, and how long it is. */
export function Said({ words: own, usual, language, as: Part = 'div' }: Given) {
  const words = useKeywordWords();
  const text = own?.trim() || usual;
  const { segments, units, unicodeCharacters } = countSegments(text);
  const signs = [...new Set(unicodeCharacters.map(({ character }) => character))].slice(0, 3).join('\u00a0');
  return (
    <Part className={styles.said}>
      <p className={styles.bubble} lang={language} dir="auto">
        {text}
      </p>
      <p className={styles.length}>
        {words.length(segments, units)}
        {signs && segments > 1 && ` · ${words.signs(signs)}`}
        {!own?.trim() && ` · ${words.usual}`}
      </p>
    </Part>
  );
}
