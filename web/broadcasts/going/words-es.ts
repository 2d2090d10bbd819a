import { plurals } from '../../words/plural.ts';
import type { GoingWords } from './words-en.ts';

const plural = plurals('es');

export const es: GoingWords = {
  title: 'Difusión',
  back: 'Volver a las difusiones',
  held: {
    nothing: 'Todavía no ha salido nada.',
    begins: (seconds) => `Empieza en ${seconds} s.`,
    beginning: 'Empieza\u00a0…',
    back: 'Retirarla',
    undone: 'Vuelve a ser un borrador',
  },
  acts: { pause: 'Pausar', resume: 'Seguir', cancel: 'Cancelar el resto', back: 'Retirarla' },
  cancel: {
    title: '¿Cancelar el resto?',
    about: (left, rest) =>
      plural(rest, {
        one: `Han salido ${left}. # no se enviará, y eso no se puede deshacer.`,
        other: `Han salido ${left}. # no se enviarán, y eso no se puede deshacer.`,
      }),
    act: (rest) => plural(rest, { one: 'No enviar #', other: 'No enviar #' }),
    leave: 'Dejar que siga',
    done: (left, rest) =>
      plural(rest, {
        one: `Habían salido ${left}, # no se enviará.`,
        other: `Habían salido ${left}, # no se enviarán.`,
      }),
  },
  retry: {
    act: (n) => plural(n, { one: 'Enviar otra vez a #', other: 'Enviar otra vez a #' }),
    done: (n) => plural(n, { one: '# persona lo recibe otra vez', other: '# personas lo reciben otra vez' }),
  },
  counts: 'Mostrar solo esas personas',
  sum: (n) => `${n} elegidas en total.`,
  leftOut: (reasons) => `Sin enviar: ${reasons}.`,
  replied: (n) => plural(n, { one: 'Respuesta', other: 'Respuestas' }),
  people: 'Persona por persona',
  name: 'Nombre',
  state: 'Qué fue del mensaje',
  when: 'Cuándo',
  reply: 'Respondió',
  none: 'Nadie todavía.',
  noneSuch: 'Ahora no hay nadie así.',
};
