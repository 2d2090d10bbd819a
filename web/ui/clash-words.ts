import { catalogue } from '../words/catalogue.ts';

const en = {
  by: (name: string, when: string) =>
    `${name} has changed this since you opened it (${when}). What you wrote is still here, and is not saved.`,
  byYou: (when: string) =>
    `You have changed this in another window (${when}). What you wrote here is still here, and is not saved.`,
  somebody: 'Somebody',
  showTheirs: (name: string) => `Show what ${name} saved`,
  showOther: 'Show what was saved',
  keepMine: 'Save mine over it',
  theirs: 'This is what was saved. What you wrote is not: it stays at hand until you leave this page.',
  showMine: 'Show mine again',
  showEarlier: 'Show what you wrote before',
};
const es: typeof en = {
  by: (name, when) =>
    `${name} ha cambiado esto desde que usted lo abrió (${when}). Lo que usted escribió sigue aquí, sin guardar.`,
  byYou: (when) => `Usted ha cambiado esto en otra ventana (${when}). Lo que escribió en esta sigue aquí, sin guardar.`,
  somebody: 'Alguien',
  showTheirs: (name) => `Ver lo que guardó ${name}`,
  showOther: 'Ver lo que se guardó',
  keepMine: 'Guardar lo mío encima',
  theirs: 'Esto es lo que se guardó. Lo que usted escribió no: queda a mano hasta que salga de esta página.',
  showMine: 'Volver a ver lo mío',
  showEarlier: 'Ver lo que escribió antes',
};
/** What is said where two have changed the same, in the member's language. */
export const useClashWords = catalogue<typeof en>({ en, es });
