import { catalogue } from '../words/catalogue.ts';

const en = {
  bar: 'About people',
  people: 'People',
  groups: 'Groups',
  fields: 'Fields',
  imports: 'Import',
  optOuts: 'Opt-outs',
};
const es: typeof en = {
  bar: 'Sobre la gente',
  people: 'Gente',
  groups: 'Grupos',
  fields: 'Campos',
  imports: 'Importar',
  optOuts: 'Bajas',
};

/** The texts of the bar of pages about people. */
export const useAreaWords = catalogue<typeof en>({ en, es });
