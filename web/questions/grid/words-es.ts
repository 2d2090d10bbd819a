import { plurals } from '../../words/plural.ts';
import type { GridWords } from './words-en.ts';

const plural = plurals('es');

export const es: GridWords = {
  title: (name) => `${name}: todas las rondas`,
  all: 'Todas las rondas',
  facts: (people, rounds) =>
    `${plural(people, { one: '# persona', other: '# personas' })} · ${plural(rounds, { one: '# ronda', other: '# rondas' })}`,
  none: 'Aún no hay rondas',
  noneText: 'Cada vez que se haga esta pregunta, sus respuestas tendrán aquí una columna.',
  openQuestion: 'Abrir la pregunta',
  nobody: 'Nadie coincide con estos filtros.',
  person: 'Nombre',
  rate: 'Responde',
  share: (percent) => `${percent}\u00a0%`,
  open: (day) => `Abrir la ronda de ${day}`,
  sortBy: (what) => `Ordenar por ${what}`,
  byName: 'Ordenar por nombre',
  byRate: 'Ordenar por la frecuencia con que responden',
  byDay: (day) => `Ordenar por la respuesta de ${day}`,
  group: 'Grupo',
  everyone: 'Todos',
  lastAnswer: 'Última respuesta',
  anyAnswer: 'Cualquiera',
  search: 'Buscar a alguien',
  pin: (name) => `Fijar a ${name}`,
  unpin: (name) => `Dejar de fijar a ${name}`,
  grid: 'Respuestas por persona y ronda. Las flechas mueven; Intro abre la conversación.',
  notIn: 'no estaba en esta ronda',
  reminded: 'con recordatorio',
  late: 'tardía',
  byHand: 'puesto a mano',
  legend: 'Qué significan los signos',
};
