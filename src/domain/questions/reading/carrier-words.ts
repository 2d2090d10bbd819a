import { type Keyword, readKeyword } from '../../people/people.ts';
import type { Answering } from '../kinds.ts';
import { namesOf } from './choice-book.ts';
import { invitedWords } from './invited-words.ts';

/**
 * A word by which carriers and we understand something else than an answer. A choice that is one is refused; one that
 * only begins so ("Cancel my shift") may be texted as one, and a wording may invite to it ("Reply CANCEL to …"). Both
 * are explained, and so is a choice that returns somebody who opted out.
 */
export type CarrierWord =
  | { code: 'choice_is_keyword'; keyword: Keyword; choiceId: string; isRefused: boolean }
  | { code: 'choice_has_keyword'; keyword: Keyword; choiceId: string; word: string; isRefused: false }
  | { code: 'wording_has_keyword'; keyword: Keyword; word: string; isRefused: false };

/** Where a question and its choices collide with the words of carriers, for whoever writes them. */
export function carrierWords(answering: Answering, wording: string): CarrierWord[] {
  return [...('choices' in answering ? answering.choices.flatMap(inChoice) : []), ...inWording(wording)];
}

function inChoice(choice: { id: string; label: string }): CarrierWord[] {
  const names = namesOf(choice.label);
  for (const name of names) {
    const keyword = readKeyword(name, true);
    if (keyword) {
      const isRefused = keyword !== 'start';
      return [{ code: 'choice_is_keyword', keyword, choiceId: choice.id, isRefused }];
    }
  }
  const word = names[0]?.split(' ')[0] ?? '';
  const keyword = readKeyword(word, false);
  return keyword ? [{ code: 'choice_has_keyword', keyword, choiceId: choice.id, word, isRefused: false }] : [];
}

function inWording(wording: string): CarrierWord[] {
  return invitedWords(wording).flatMap((word): CarrierWord[] => {
    const keyword = readKeyword(word, false);
    return keyword ? [{ code: 'wording_has_keyword', keyword, word, isRefused: false }] : [];
  });
}
