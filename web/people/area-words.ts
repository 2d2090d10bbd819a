import { catalogue } from '../words/catalogue.ts';

const en = { bar: 'About people', people: 'People', imports: 'Import', optOuts: 'Opt-outs' };
const es: typeof en = { bar: 'Sobre las personas', people: 'Personas', imports: 'Importar', optOuts: 'Bajas' };

/** The texts of the bar of pages about people. */
export const useAreaWords = catalogue<typeof en>({ en, es });
