import { useQuery } from '@tanstack/react-query';
import { countSegments, plainText } from '../../../src/domain/messages/segments.ts';
import { askingWords } from '../../../src/domain/questions/words.ts';
import { linesQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { useLanguage } from '../../words/words.ts';
import type { Content, Step } from '../content.ts';
import { useAsked } from '../whom.ts';
import styles from './sentence.module.css';
import { useBuilderWords } from './words.ts';

interface Given {
  content: Content;
  /** Writes quotes and dashes of the words plainly. */
  replace: (words: string) => void;
}

/** How many texts the question is, what makes it more, and what a round costs where somebody has said the price. */
export function Cost({ content, replace }: Given) {
  const { cost } = useBuilderWords();
  const { people } = useAsked(content.audience);
  const price = usePrice();
  const step = content.steps[0] as Step;
  const words = askingWords(step, content.language, null);
  if (!step.words.trim()) return null;
  const { segments, units, perSegment, encoding, unicodeCharacters } = countSegments(words);
  const plain = plainText(step.words);
  const saved = segments - countSegments(askingWords({ ...step, words: plain }, content.language, null)).segments;
  const signs = [...new Set(unicodeCharacters.map(({ character }) => character))].slice(0, 3).join(' ');
  return (
    <p className={styles.cost}>
      {[
        cost.each(segments),
        cost.units(String(units), String(segments * perSegment)),
        people.length > 0 && cost.people(people.length),
        price && people.length > 0 && cost.round(price(segments * people.length)),
      ]
        .filter(Boolean)
        .join(' · ')}
      {encoding === 'UCS-2' && signs && <strong className={styles.unicode}> · {cost.unicode(signs)}</strong>}
      {saved > 0 && (
        <>
          {' '}
          <Button look="text" onClick={() => replace(plain)}>
            {cost.plain(saved)}
          </Button>
        </>
      )}
      {/\{[^{}]+\}/.test(step.words) && <span> · {cost.fields}</span>}
    </p>
  );
}

/** What so many texts cost over the line that is used; null where nobody has said. */
function usePrice(): ((texts: number) => string) | null {
  const language = useLanguage();
  const lines = useQuery(linesQuery).data ?? [];
  const line = lines.find(({ isPractice }) => !isPractice) ?? lines[0];
  if (!line?.pricePerSegment) return null;
  const { amount, currency } = line.pricePerSegment;
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 4 };
  return (texts) => new Intl.NumberFormat(language, { style: 'currency', currency, ...digits }).format(amount * texts);
}
