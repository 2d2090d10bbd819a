import { number } from '../words/formats.ts';
import type { DeliveryWords } from './words-en.ts';

/** A number; where the server stopped counting it says that there may be more. */
export function counted(n: number, most: number, words: DeliveryWords): string {
  return n >= most ? words.overMost(number(n)) : number(n);
}
