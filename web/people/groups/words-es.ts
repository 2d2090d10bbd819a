import { plurals } from '../../words/plural.ts';
import type { GroupsWords } from './words-en.ts';

const plural = plurals('es');
const people = (n: number) => plural(n, { one: '# persona', other: '# personas' });

export const es: GroupsWords = {
  title: 'Grupos',
  lead: 'Personas a las que se escribe o se pregunta a la vez. Un grupo con regla encuentra él mismo a su gente, siempre al día.',
  add: 'Grupo nuevo',
  none: 'Todavía no hay grupos.',
  people,
  peopleOrMore: (n) => `${people(n)} o más`,
  byHand: 'reunido a mano',
  byRule: 'por regla',
  show: 'Ver',
  showNamed: (name) => `Ver a la gente de ${name}`,
  change: 'Cambiar',
  changeNamed: (name) => `Cambiar ${name}`,
  remove: 'Eliminar',
  removeNamed: (name) => `Eliminar ${name}`,
  removeTitle: (name) => `¿Eliminar ${name}?`,
  removeLead: (n) =>
    plural(n, { one: 'La persona que está en él se conserva.', other: 'Las # personas que están en él se conservan.' }),
  removeDo: 'Eliminar el grupo',
  removed: (name) => `${name}: eliminado.`,
  name: 'Nombre',
  who: 'Quién está en él',
  byHandLong: 'Quienes usted ponga',
  byRuleLong: 'Quien cumpla una regla',
  save: 'Guardar',
  leave: 'No guardar',
  saved: (name) => `${name}: guardado.`,
  preview: 'Qué haría la regla',
  would: (n) => plural(n, { one: '# persona la cumple.', other: '# personas la cumplen.' }),
  same: 'No entra ni sale nadie.',
  comeIn: (n) => plural(n, { one: 'Entra # persona', other: 'Entran # personas' }),
  leaves: (n) => plural(n, { one: 'Sale # persona', other: 'Salen # personas' }),
  them: 'Quiénes son',
  more: (n) => `y ${n} más`,
};
