import styles from './face.module.css';

/** The initials of somebody in a square: of a person large, of a colleague small. Decoration: the name stands beside it. */
export function Face({ name, isSmall = false }: { name: string; isSmall?: boolean }) {
  return (
    <span className={isSmall ? `${styles.face} ${styles.small}` : styles.face} aria-hidden>
      {initials(name)}
    </span>
  );
}

/** The first letters of the first and the last word; of a number or a sign the sign itself. */
function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase() || '?';
}
