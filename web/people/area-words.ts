import { catalogue } from '../words/catalogue.ts';

const en = { bar: 'About people', people: 'People', optOuts: 'Opt-outs' };
const es: typeof en = { bar: 'Sobre las personas', people: 'Personas', optOuts: 'Bajas' };

/** The texts of the bar of pages about people. */
export const useAreaWords = catalogue<typeof en>({ en, es });
