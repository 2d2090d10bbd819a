import { withoutSignature } from '../signature.ts';
import { fold } from './fold-words.ts';
import { saysStop } from './stop-words.ts';
import { english } from './wording-en.ts';
import { spanish } from './wording-es.ts';

const patterns = [...english, ...spanish];

/** Nobody asks for that behind so many characters. */
const mostRead = 1000;

/** Plain English without any of these asks for nothing; other texts are looked at whole. */
const mayAsk =
  /stop|s\W+t\W+o\W+p|quit|ceas|\bend\b|no more|n'?t |not |never|off\b|remove|delete|lose|unsu[bs]|opt|alone|wrong|revoke|withdraw|longer|cancel|away|n[oi] me|no mand|no env|no escr|den de|dej|par[ea]|basta|alto|baja|quite|quita|borr|elimin|saqu|saca|no quiero|no deseo|no mas|equivoc|suscri/i;
const isPlain = /^[\x20-\x7e\s]*$/;

/**
 * Whether a text asks for no more texts in words of its own, English or Spanish: "take me off the list", "ya no me
 * manden mensajes". What only sounds like it ("don't stop", "cancela mi turno") does not. A stop word as the first
 * sentence does, whatever follows: "Stop! That's amazing" waits for a member for nothing, so that no "Stop. Who is this"
 * goes unheard.
 */
export function asksToStop(text: string): boolean {
  const read = withoutSignature(text.slice(0, mostRead));
  if (saysStop(read)) return true;
  if (isPlain.test(read) && !mayAsk.test(read)) return false;
  const words = fold(read);
  return patterns.some((pattern) => pattern.test(words));
}
