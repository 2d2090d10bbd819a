import { useEffect, useRef, useState } from 'react';
import { countSegments, plainText, type SegmentCount } from '../../../src/domain/messages/segments.ts';
import type { Conversation } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { number } from '../../words/formats.ts';
import styles from './composer.module.css';
import { usePrice } from './use-price.ts';
import { useComposerWords } from './words.ts';

interface Given {
  text: string;
  count: SegmentCount;
  /** By how many characters the text is longer than any provider takes. */
  tooMany: number;
  /** With pictures it is a multimedia message, and not cut into parts. */
  pictures: number;
  conversation: Conversation;
  /** Writes quotes and dashes plainly. */
  replace: () => void;
}

/** What the text costs while it is written: segments, room, and the characters that make it Unicode. */
export function Counter({ text, count, tooMany, pictures, conversation, replace }: Given) {
  const { box: composer } = useComposerWords();
  const own = useComposerWords();
  const price = usePrice(conversation, count.segments);
  const spoken = useSpokenEncoding(count.encoding);
  const room = count.segments * count.perSegment;
  const odd = [...new Set(count.unicodeCharacters.map(({ character }) => character))];
  const plain = plainText(text);
  const plainCount = countSegments(plain);
  const saved = count.segments - plainCount.segments;
  const isOffered = saved > 0 || plainCount.encoding !== count.encoding;
  return (
    <div className={styles.counter}>
      {pictures > 0 && <span>{own.mms(pictures)}</span>}
      {text && pictures === 0 && (
        <>
          <meter className={styles.meter} min={0} max={room} value={count.units} aria-hidden />
          <span>
            {composer.texts(count.segments)} · {composer.units(number(count.units), number(room))}
            {price && ` · ${own.price(price)}`}
          </span>
          {odd.length > 0 && (
            <strong className={styles.unicode}>
              {composer.makesUnicode(odd.slice(0, 3).map(visible).join(' ') + (odd.length > 3 ? ' …' : ''), odd.length)}
            </strong>
          )}
          {isOffered && (
            <Button look="text" onClick={replace}>
              {saved > 0 ? composer.plainQuotesSaves(saved) : composer.plainQuotes}
            </Button>
          )}
        </>
      )}
      {tooMany > 0 && <strong className={styles.bad}>{composer.tooLong(tooMany)}</strong>}
      <Hidden role="status">{spoken}</Hidden>
    </div>
  );
}

/** A character that has no shape of its own is shown by its code. */
function visible(character: string): string {
  if (!/^[\s\p{Cf}\p{Cc}]+$/u.test(character)) return character;
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Says only a change of encoding, which changes how much fits. */
function useSpokenEncoding(encoding: SegmentCount['encoding']): string {
  const { box: composer } = useComposerWords();
  const before = useRef(encoding);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    if (before.current === encoding) return;
    before.current = encoding;
    setSpoken(encoding === 'UCS-2' ? composer.spokenUnicode : composer.spokenPlain);
  }, [encoding, composer]);
  return spoken;
}
