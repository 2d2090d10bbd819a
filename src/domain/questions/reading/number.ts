import type { Reading } from '../kinds.ts';
import { digitMention, type NumberScene } from './digit-mention.ts';
import type { Folded } from './fold.ts';
import { type Mention, mostMentions, readMentions } from './mentions.ts';
import { numberBook } from './number-book.ts';
import { type NumberBounds, within } from './number-bounds.ts';
import { readNumberWords } from './number-words.ts';
import { phrases, wordsOf } from './words.ts';

const nothing = new Set(phrases('none|zero|nothing|nada|ninguno|ninguna|cero|not any|not one'));

/** Reads a text as a number within bounds. */
export function readNumber(bounds: NumberBounds, folded: Folded, language: 'en' | 'es'): Reading {
  const words = wordsOf(folded.text);
  const first = words[0];
  if (first && words.length < 3 && nothing.has(words.map((word) => word.text).join(' '))) {
    return readMentions([within({ from: first.from, to: words.at(-1)!.to }, [0], bounds)], folded, numberBook);
  }
  return readMentions(numbersIn({ text: folded.text, words, bounds, language }), folded, numberBook);
}

function numbersIn(scene: NumberScene): Mention[] {
  const { text, words, bounds } = scene;
  const found: Mention[] = [];
  const clusters = text.matchAll(/\d+(?:[.,:/-]\d+)*/g);
  let cluster = clusters.next();
  for (let i = 0; i < words.length && found.length < mostMentions; i++) {
    const word = words[i]!;
    if (word.from < (found.at(-1)?.to ?? 0)) continue;
    while (!cluster.done && cluster.value.index < word.from) cluster = clusters.next();
    if (!cluster.done && cluster.value.index < word.to) {
      found.push(digitMention(scene, cluster.value.index, cluster.value[0], i));
      continue;
    }
    // "Un 3" is a three.
    const isArticle = /^una?$/.test(word.text) && /^\d/.test(words[i + 1]?.text ?? '');
    const read = isArticle ? null : readNumberWords(words, i);
    if (read)
      found.push(
        within({ from: word.from, to: words[read.next - 1]!.to }, [read.number], bounds, words[read.next]?.text),
      );
  }
  return found;
}
