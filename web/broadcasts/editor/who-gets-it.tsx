import { number } from '../../words/formats.ts';
import { useAllOf } from '../all-of.ts';
import type { Look } from '../content.ts';
import { useBroadcastWords } from '../words.ts';
import styles from './editor.module.css';
import { useEditorWords } from './words.ts';

/** How many get it, and each reason for which others do not, by name. What is missing of a text is said here as well. */
export function WhoGetsIt({ look }: { look: Look }) {
  const { audience } = useEditorWords();
  const { left: because } = useBroadcastWords();
  const allOf = useAllOf();
  const { chosen, willGet, left, practice, problems } = look;
  return (
    <section className={styles.who} aria-label={audience.title}>
      <p role="status">
        <strong className={styles.get}>{audience.get(willGet)}</strong>{' '}
        {left.length > 0 && audience.chosen(number(chosen), chosen - willGet)}
      </p>
      {left.length > 0 && (
        <ul className={styles.left}>
          {left.map(({ reason, count, people }) => (
            <li key={reason}>
              <strong>{number(count)}</strong> {because[reason]}:{' '}
              <span className={styles.names}>
                {allOf([
                  ...people.map(({ name }) => name),
                  ...(count > people.length ? [audience.more(count - people.length)] : []),
                ])}
              </span>
            </li>
          ))}
        </ul>
      )}
      {practice > 0 && practice < willGet && <p className={styles.hint}>{audience.practice(practice)}</p>}
      {problems.tooLong > 0 && <p className={styles.bad}>{audience.tooLong(problems.tooLong)}</p>}
      {problems.empty > 0 && <p className={styles.bad}>{audience.nothing(problems.empty)}</p>}
      {problems.fields.map((field) => (
        <p key={field.name} className={field.why === 'unknown' && !field.hasFallback ? styles.bad : styles.missing}>
          <Missing {...field} />
        </p>
      ))}
    </section>
  );
}

function Missing({ name, why, count, hasFallback }: Look['problems']['fields'][number]) {
  const { audience } = useEditorWords();
  if (hasFallback) return audience.fallback(name, count);
  if (why === 'unknown') return audience.unknown(name);
  return `${audience.empty(name, count)} ${audience.instead(name)}`;
}
