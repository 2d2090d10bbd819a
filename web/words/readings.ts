import { catalogue } from './catalogue.ts';
import { en, type ReadingWords } from './readings-en.ts';
import { es } from './readings-es.ts';

const useCatalogue = catalogue<ReadingWords>({ en, es });

interface Reason {
  code: string;
  wrote?: string;
  meant?: string;
  phrase?: string;
}

/** Says why a text was read as it was. */
export function useReadingWords(): (reason: unknown) => string {
  const words = useCatalogue();
  return (reason) => {
    const { code, wrote = '', meant = '', phrase = '' } = reason as Reason;
    return words[code]?.({ wrote, meant, phrase }) ?? '';
  };
}
