import { fold } from './reading/fold.ts';
import { readReaction } from './reading/reaction.ts';

/** Places in a text where a tag may stand, in front or behind, with the rest and where that begins. */
export function withTag(body: string): { tag: string; rest: string; at: number }[] {
  const front = /^\s*[("']?([a-z])[)"'.:,-]?[\s:,-]+(?=\S)/i.exec(body);
  const back = /[\s,]+(?:for\s+|para\s+(?:la\s+)?)?["'(]?([a-z])["').!]*\s*$/i.exec(body);
  return [
    ...(front ? [{ tag: front[1]!.toUpperCase(), rest: body.slice(front[0].length), at: front[0].length }] : []),
    ...(back ? [{ tag: back[1]!.toUpperCase(), rest: body.slice(0, back.index), at: 0 }] : []),
  ];
}

/** Words with which somebody takes back what they have said. */
const regret =
  /^\s*(?:no[\s,]+wait|oops|sorry|wait|actually|i\s+meant?|correction|change\s+(?:it|that|my\s+answer)\s+to|make\s+(?:it|that)|perd[oó]n|lo\s+siento|quise\s+decir|quiero\s+decir|mejor\s+dicho|me\s+equivoqu[eé]|no[\s,]+espera)[\s,.:;!…-]+/i;

/** What people say when they have heard something, and which changes nothing. */
const nod =
  /^[\s\p{P}]*(?:ok(?:ay)?|k+|cool|great|fine|good|sure|thank.*|thx|perfect|got it|vale|bien|bueno|gracias.*|👍.*|🙏.*|❤.*)[\s\p{P}]*$/iu;

/** The text without its words of regret, and where the rest begins; and whether it is no more than a nod. */
export function withoutRegret(body: string): { rest: string; at: number; hasRegret: boolean; isNod: boolean } {
  let rest = body;
  for (let found = regret.exec(rest); found; found = regret.exec(rest)) rest = rest.slice(found[0].length);
  return { rest, at: body.length - rest.length, hasRegret: rest !== body, isNod: nod.test(rest) };
}

/** Words that are quoted in a text. */
export interface Quote {
  /** A phone's own way to say that somebody likes a text. */
  isReaction: boolean;
  /** The text without them. */
  rest: string;
  /** Whether they are the beginning, or a good part, of a text of ours. */
  isOf(words: string): boolean;
}

/** Fewer letters than these may stand in any text. */
const fewest = 6;

const reacted = /[“"«„](.+?)[”"»“]?\s*$/su;
const quoted = /[“"«]([^”"»]+)[”"»]|^>\s?(.+)$/mu;

/** The words of ours that a text quotes, if it does. */
export function quotedIn(body: string): Quote | null {
  const isReaction = readReaction(fold(body)) !== null;
  const found = (isReaction ? reacted : quoted).exec(body);
  const words = plain(found?.[1] ?? found?.[2] ?? '');
  if (!found || words.length < fewest) return null;
  return { isReaction, rest: body.replace(found[0], ' ').trim(), isOf: (ours) => plain(ours).includes(words) };
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[…]|\.{3}$/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
