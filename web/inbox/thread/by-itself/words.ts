import { catalogue } from '../../../words/catalogue.ts';

const en = {
  stopped:
    'Hearback has answered three times by itself in ten minutes, and stops: this may be a machine. It answers again once you have written, or later.',
};

const es: typeof en = {
  stopped:
    'Hearback ha respondido tres veces por sí solo en diez minutos y se detiene: puede ser una máquina. Volverá a responder cuando usted haya escrito, o más tarde.',
};

/** That the program answers no more by itself, in the member's language. */
export const useByItselfWords = catalogue<typeof en>({ en, es });
