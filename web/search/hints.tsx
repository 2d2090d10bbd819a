import styles from './search.module.css';
import { useSearchWords } from './words.ts';

const operators = [
  'from:',
  'to:',
  'group:',
  'before:',
  'after:',
  'is:waiting',
  'is:unread',
  'is:failed',
  'is:note',
  'has:picture',
] as const;

/** What narrows a search, put into the box by a click; before anything is typed, with what it means. */
export function Hints({ add, isShort }: { add: (operator: string) => void; isShort: boolean }) {
  const { hints, narrow } = useSearchWords();
  return (
    <ul className={`${styles.operators} ${isShort ? styles.brief : styles.explained}`} aria-label={narrow}>
      {operators.map((operator) => (
        <li key={operator}>
          <button type="button" className={styles.operator} onClick={() => add(operator)}>
            <code dir="ltr">{operator}</code>
          </button>
          {!isShort && <span>{hints[operator]}</span>}
        </li>
      ))}
      {!isShort && (
        <li>
          <code className={styles.phrase}>“…”</code>
          <span>{hints.phrase}</span>
        </li>
      )}
    </ul>
  );
}
