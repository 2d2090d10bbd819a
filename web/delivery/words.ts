import { type Language, useLanguage } from '../words/words.ts';
import { type DeliveryWords, en } from './words-en.ts';
import { es } from './words-es.ts';

const all: Record<Language, DeliveryWords> = { en, es };

/** The texts of this page in the member's language. They come with the page, so the inbox need not load them. */
export function useDeliveryWords(): DeliveryWords {
  return all[useLanguage()];
}
