import { hasFields } from '../../../src/domain/messages/fields.ts';
import { countSegments, plainText } from '../../../src/domain/messages/segments.ts';
import { Button } from '../../ui/button.tsx';
import sentence from '../../ui/sentence.module.css';
import { number } from '../../words/formats.ts';
import type { Draft, Look } from '../content.ts';
import { usePrice } from '../use-price.ts';
import styles from './editor.module.css';
import { useEditorWords } from './words.ts';

interface Given {
  draft: Draft;
  look: Look | undefined;
  /** Writes quotes and dashes plainly. */
  replace: (body: string) => void;
}

/** How long the longest text of all is, what makes it so, and what all of them cost. */
export function Counter({ draft, look, replace }: Given) {
  const { count } = useEditorWords();
  const price = usePrice();
  if (!draft.body.trim()) return null;
  // With its fields filled in only the server knows which is the longest.
  const isForEach = hasFields(draft.body);
  const longest = isForEach ? (look?.texts.longest?.body ?? draft.body) : draft.body;
  const { segments, units, perSegment, unicodeCharacters } = countSegments(longest);
  const signs = [...new Set(unicodeCharacters.map(({ character }) => character))].slice(0, 3).join('\u00a0');
  const plain = plainText(draft.body);
  // Where each text is another, the longest does not say what all of them save.
  const saved = isForEach ? 0 : (segments - countSegments(plain).segments) * (look?.willGet ?? 1);
  const parts = [
    isForEach ? count.longest(segments) : count.each(segments),
    count.units(number(units), number(segments * perSegment)),
    look && look.willGet > 0 && count.all(look.texts.segments),
    look?.price && price(look.price),
  ];
  return (
    <p className={`${sentence.cost} ${styles.count}`}>
      {parts.filter(Boolean).join(' · ')}
      {signs && (
        <strong className={sentence.unicode}> · {count.unicode(signs, look?.texts.unicode?.texts ?? 1)}</strong>
      )}
      {plain !== draft.body && signs && (
        <>
          {' '}
          <Button look="text" onClick={() => replace(plain)}>
            {saved > 0 ? count.plainSaves(saved) : count.plain}
          </Button>
        </>
      )}
    </p>
  );
}
