import { catalogue } from '../../../words/catalogue.ts';

const en = {
  hours: (time: string) => `It is night where this goes. It leaves at ${time}.`,
  money: 'This month’s money is spent. It leaves when more is allowed.',
  limits: 'Limits',
};

const es: typeof en = {
  hours: (time) => `Allí es de noche. Sale a las ${time}.`,
  money: 'El dinero de este mes está gastado. Sale cuando se permita más.',
  limits: 'Límites',
};

/** Why a text of ours waits, in the member's language. */
export const useWaitsWords = catalogue<typeof en>({ en, es });
