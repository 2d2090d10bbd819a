import { catalogue } from '../words/catalogue.ts';

const en = {
  known: (price: string) => `A segment costs ${price}.`,
  unknown: 'What a segment costs is not known. Say it, and it is shown while a text is written.',
  change: (line: string) => `Change the price of ${line}`,
  amount: 'Price of a segment',
  currency: 'Currency',
  save: 'Save',
  forget: 'Not known',
};

type PriceWords = typeof en;

const es: PriceWords = {
  known: (price) => `Un segmento cuesta ${price}.`,
  unknown: 'No se sabe cuánto cuesta un segmento. Si lo indica, se muestra mientras se escribe un mensaje.',
  change: (line) => `Cambiar el precio de ${line}`,
  amount: 'Precio de un segmento',
  currency: 'Moneda',
  save: 'Guardar',
  forget: 'No se sabe',
};

/** The texts around the price of a line, in the member's language. */
export const usePriceWords = catalogue<PriceWords>({ en, es });
