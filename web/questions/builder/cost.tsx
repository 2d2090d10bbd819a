import { useQuery } from '@tanstack/react-query';
import { hasFields } from '../../../src/domain/messages/fields.ts';
import { countSegments, plainText } from '../../../src/domain/messages/segments.ts';
import { readKeyword } from '../../../src/domain/people/keywords.ts';
import { invitedWords } from '../../../src/domain/questions/reading/invited-words.ts';
import { askingWords } from '../../../src/domain/questions/words.ts';
import { linesQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import styles from '../../ui/sentence.module.css';
import { useLanguage } from '../../words/words.ts';
import type { Content, Step } from '../content.ts';
import { useAsked } from '../whom.ts';
import { useFill } from './use-fill.ts';
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
  const fill = useFill();
  const words = askingWords(step, content.language, null);
  if (!step.words.trim()) return null;
  // A long name may be a text more: each is counted as it leaves.
  const texts = hasFields(words)
    ? people.reduce((sum, person) => sum + countSegments(fill(words, person)).segments, 0)
    : countSegments(words).segments * people.length;
  const { segments, units, perSegment, encoding, unicodeCharacters } = countSegments(fill(words, people[0]));
  const plain = plainText(step.words);
  const saved =
    segments - countSegments(fill(askingWords({ ...step, words: plain }, content.language, null), people[0])).segments;
  const signs = [...new Set(unicodeCharacters.map(({ character }) => character))].slice(0, 3).join(' ');
  return (
    <p className={styles.cost}>
      {[
        cost.each(segments),
        cost.units(String(units), String(segments * perSegment)),
        people.length > 0 && cost.people(people.length),
        price && people.length > 0 && cost.round(price(texts)),
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
      {hasFields(words) && <span> · {cost.fields}</span>}
      <Kept words={step.words} />
    </p>
  );
}

/** A word to which the text invites, and which phone companies keep for themselves: it is explained. */
function Kept({ words }: { words: string }) {
  const { cost } = useBuilderWords();
  const found = invitedWords(words).flatMap((word) => {
    const keyword = readKeyword(word, false);
    return keyword === 'stop' || keyword === 'help' ? [{ word, keyword }] : [];
  });
  return found.map(({ word, keyword }) => (
    <strong key={word} className={styles.kept}>
      {cost.kept[keyword](word)}
    </strong>
  ));
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
