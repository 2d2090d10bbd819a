import { refusals } from './refusals-es.ts';
import { moreRefusals } from './refusals-more-es.ts';

const all = { ...refusals, ...moreRefusals };

/** Those with something in them that is said in both languages, read once. */
const patterns = Object.entries(all)
  .filter(([english]) => english.includes('#'))
  .map(([english, spanish]) => {
    const parts = english.split('#').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return [new RegExp(`^${parts.join('(.+?)')}$`), spanish] as const;
  });

/** Says a sentence of the server's in Spanish; one that we do not know stays as it is. */
export function sayRefusal(sentence: string): string {
  const exact = all[sentence];
  if (exact) return exact;
  for (const [english, spanish] of patterns) {
    const values = english.exec(sentence)?.slice(1);
    if (values) return spanish.replace(/#/g, () => values.shift() ?? '');
  }
  return sentence;
}
