import { Link } from '@tanstack/react-router';
import { useQuestionWords } from '../words.ts';
import styles from './list.module.css';

/** Questions that many ask, each as the text that people get: one press begins with it. */
export function Templates() {
  const { templates, startFrom } = useQuestionWords();
  return (
    <section className={styles.templates} aria-label={startFrom}>
      <h2>{startFrom}</h2>
      <ul>
        {(Object.keys(templates) as (keyof typeof templates)[]).map((like) => (
          <li key={like}>
            <Link to="/questions/new" search={{ like }} className={styles.template}>
              <span className={styles.bubble}>{templates[like].words}</span>
              <span className={styles.hint}>{templates[like].about}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
