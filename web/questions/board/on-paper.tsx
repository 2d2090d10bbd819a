import type { Answering } from '../../api.ts';
import type { Stand } from '../reading/standing.ts';
import type { Summary } from '../reading/summary.ts';
import { useAnswerWords } from '../reading/words.ts';
import { countsOf } from './counts.tsx';
import styles from './paper.module.css';
import { isShown } from './people.tsx';
import { useBoardWords } from './words.ts';

/** As many as a page holds beside all else. */
const mostNames = 320;

interface Given {
  stands: Stand[];
  summary: Summary;
  answering: Answering;
  isOver: boolean;
}

/** On paper, in place of the table: the names, by what they answered. All of it fits on one page. */
export function OnPaper({ stands, summary, answering, isOver }: Given) {
  const words = useBoardWords();
  const answerWords = useAnswerWords();
  const counts = countsOf(summary, answering, isOver, answerWords).filter(({ count }) => count > 0);
  const each = Math.floor(mostNames / Math.max(1, counts.length));
  return (
    <div className={styles.paper} aria-hidden>
      {counts.map(({ key, label, count }) => {
        const names = stands.filter((stand) => isShown(stand, key, summary)).map(({ ask }) => ask.person.name);
        const shown = names.length > mostNames ? names.slice(0, each) : names;
        return (
          <section key={key}>
            <h2>
              {label}: {count}
            </h2>
            <p>
              {shown.join(' · ')}
              {names.length > shown.length && ` ${words.acts.andMore(names.length - shown.length)}`}
            </p>
          </section>
        );
      })}
    </div>
  );
}
