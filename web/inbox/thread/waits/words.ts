import { catalogue } from '../../../words/catalogue.ts';

const en = {
  hours: (time: string) => `It is night where this goes. It leaves at ${time}.`,
  money: 'This month’s money is spent. It leaves when more is allowed.',
  abroad: (time: string) =>
    `As many new numbers of this country as the team allows in an hour have been texted. It leaves at ${time}.`,
  limits: 'Limits',
};

const es: typeof en = {
  hours: (time) => `Allí es de noche. Sale a las ${time}.`,
  money: 'El dinero de este mes está gastado. Sale cuando se permita más.',
  abroad: (time) =>
    `En esta hora ya se ha escrito a tantos números nuevos de este país como permite el equipo. Sale a las ${time}.`,
  limits: 'Límites',
};

/** Why a text of ours waits, in the member's language. */
export const useWaitsWords = catalogue<typeof en>({ en, es });
