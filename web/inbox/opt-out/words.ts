import { catalogue } from '../../words/catalogue.ts';

const en = {
  asks: (name: string) => `${name} seems to ask for no more texts.`,
  asksLead: 'Nothing that goes to many reaches them until somebody says what they meant.',
  daysLeft: (n: number) =>
    n > 1 ? `${n} days left to decide.` : n === 1 ? 'One day left to decide.' : 'The last day is over.',
  optOut: 'Opt out',
  notMeant: 'They did not mean it',
  title: (name: string) => `Opt out ${name}`,
  lead: 'They get no more texts, on any of their numbers, until they text START or a colleague ends it.',
  reason: 'Why',
  reasonHint: 'For example: told me by phone.',
  start: 'Opt out…',
  record: 'Record of consent',
};

const es: typeof en = {
  asks: (name) => `Parece que ${name} pide no recibir más mensajes.`,
  asksLead: 'Nada de lo que va a muchos le llega hasta que alguien diga qué quiso decir.',
  daysLeft: (n) =>
    n > 1 ? `Quedan ${n} días para decidir.` : n === 1 ? 'Queda un día para decidir.' : 'El plazo ha terminado.',
  optOut: 'Dar de baja',
  notMeant: 'No quiso decir eso',
  title: (name) => `Dar de baja a ${name}`,
  lead: 'No recibe más mensajes, en ninguno de sus números, hasta que escriba START o un compañero lo termine.',
  reason: 'Por qué',
  reasonHint: 'Por ejemplo: me lo dijo por teléfono.',
  start: 'Dar de baja…',
  record: 'Registro de consentimiento',
};

/** The texts of opting somebody out from the inbox, loaded with it. */
export const useOptOutWords = catalogue<typeof en>({ en, es });
