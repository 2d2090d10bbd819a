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
      `${plural(left, { one: 'Ha salido #.', other: 'Han salido #.' })} ${plural(rest, { one: '# no se enviará, y eso no se puede deshacer.', other: '# no se enviarán, y eso no se puede deshacer.' })}`,
    act: (rest) => plural(rest, { other: 'No enviar #' }),
    leave: 'Dejar que siga',
    done: (left, rest) => `Ya salidos: ${left}. Sin enviar: ${rest}.`,
  },
  retry: {
    act: (n) => plural(n, { other: 'Enviar otra vez a #' }),
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
