import { catalogue } from '../words/catalogue.ts';

const en = {
  near: (cap: string) => `Most of this month’s ${cap} is spent.`,
  left: (amount: string) => `${amount} is left.`,
  over: (cap: string) => `This month’s ${cap} is spent: nothing leaves until more is allowed.`,
  abroad: (countries: string) =>
    `New numbers: ${countries}. As many as the team allows were texted in this hour; the others wait for the next. Is that you?`,
  limits: 'Limits',
};

const es: typeof en = {
  near: (cap) => `La mayor parte de los ${cap} de este mes está gastada.`,
  left: (amount) => `Quedan ${amount}.`,
  over: (cap) => `Los ${cap} de este mes están gastados: no sale nada hasta que se permita más.`,
  abroad: (countries) =>
    `Números nuevos: ${countries}. En esta hora ya se ha escrito a tantos como permite el equipo; los demás esperan a la siguiente. ¿Es cosa suya?`,
  limits: 'Límites',
};

/** What the strip about the month's money says, in the member's language. */
export const useStripWords = catalogue<typeof en>({ en, es });
