import { catalogue } from '../words/catalogue.ts';

const en = { title: 'What was done', undo: 'Undo', open: 'Open', undone: (what: string) => `Undone: ${what}` };
const es: typeof en = {
  title: 'Lo que se hizo',
  undo: 'Deshacer',
  open: 'Abrir',
  undone: (what) => `Deshecho: ${what}`,
};
/** What is said of an act that was done, in the member's language. */
export const useToastWords = catalogue<typeof en>({ en, es });
