import { plurals } from '../../words/plural.ts';
import type { TableWords } from './words-en.ts';

const plural = plurals('es');
const people = (n: number) => plural(n, { one: '# persona', other: '# personas' });

export const es: TableWords = {
  grid: 'Gente',
  columns: { name: 'Nombre', phone: 'Teléfono', groups: 'Grupos', heard: 'Último mensaje', created: 'Desde' },
  choose: 'Columnas',
  filter: 'Filtrar',
  filterOn: (n) => plural(n, { one: 'Filtro: # condición', other: 'Filtro: # condiciones' }),
  clearFilter: 'Quitar el filtro',
  keepAsGroup: 'Guardar como grupo',
  select: (name) => `Seleccionar a ${name}`,
  selectAll: 'Seleccionar a todos los que cumplen',
  practice: 'Práctica',
  optedOut: 'De baja',
  nothing: 'Nada',
  yesNo: { yes: 'Sí', no: 'No' },
  nameOf: (name) => `Nombre de ${name}`,
  fieldOf: (field, name) => `${field} de ${name}`,
  count: people,
  countOrMore: (n) => `${people(n)} o más`,
  selected: (n) => plural(n, { one: '# persona seleccionada', other: '# personas seleccionadas' }),
  unselect: 'No seleccionar a nadie',
  addTo: 'Añadir a un grupo',
  takeFrom: 'Sacar de un grupo',
  set: 'Rellenar un campo',
  setDo: (n) => `Rellenar para ${people(n)}`,
  field: 'Campo',
  value: 'Valor',
  newGroup: 'Grupo nuevo…',
  newGroupName: 'Nombre del grupo',
  addToNew: (n) => `Añadir ${people(n)}`,
  noGroups: 'Todavía no hay grupos.',
  noFields: 'Todavía no hay campos.',
  nobodyFits: 'Nadie cumple el filtro.',
  did: {
    rename: 'Nombre cambiado.',
    set: (field, n) => plural(n, { one: `${field}: cambiado.`, other: `${field}: cambiado para # personas.` }),
    add: (group, n) => `${people(n)} en ${group}.`,
    take: (group, n) => `${people(n)} fuera de ${group}.`,
  },
  nothingToDo: 'Ya estaba así en todos los casos.',
  failed: 'No se ha podido cambiar.',
};
