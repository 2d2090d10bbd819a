import { catalogue } from './catalogue.ts';
import { es, type Reason } from './reasons-es.ts';

const useReasons = catalogue<Record<string, Reason>>({ en: {}, es });

/**
 * Says why a text did not arrive in the member's language: by the provider's code, or by the server's own sentence where
 * there is none. What we have no words for stays in the server's English, and says that it is.
 */
export function useWhy(): (trouble: { code: string } & Reason) => Reason & { lang?: 'en' } {
  const reasons = useReasons();
  return ({ code, message, advice }) => reasons[code] ?? reasons[message] ?? { message, advice, lang: 'en' };
}
