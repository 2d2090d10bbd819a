import { number } from '../../words/formats.ts';
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
    remove: (n) => plural(n, { one: '# persona eliminada.', other: '# personas eliminadas.' }),
    take: (group, n) => `${people(n)} fuera de ${group}.`,
  },
  remove: {
    open: 'Eliminar…',
    title: (n) => `¿Eliminar a ${people(n)}?`,
    means: (n) => [
      'También se eliminan todos sus mensajes, notas y respuestas.',
      plural(n, {
        one: 'Ya no se le envía nada más: se retira lo que aún no ha empezado a salir.',
        other: 'Ya no se les envía nada más: se retira lo que aún no ha empezado a salir.',
      }),
      'Las bajas se conservan. Quien dijo STOP y se añade otra vez sigue de baja.',
      'Se puede deshacer durante una hora. Lo que se retiró no se envía entonces, pero las preguntas abiertas se hacen.',
    ],
    type: (n) => `Escriba ${n} para eliminarlas`,
    wrong: 'Ese es otro número.',
    changed: 'Ahora son otras las personas que cumplen el filtro. Mire el número otra vez.',
    begin: (n) => `Eliminar a ${people(n)}`,
    cancel: 'Cancelar',
  },
  removals: {
    removal: 'Personas eliminadas',
    removing: (n, all) => `Eliminando a ${people(all)}: ${number(n)} hasta ahora.`,
    undoing: (n, all) => `Recuperando a ${people(all)}: ${number(n)} hasta ahora.`,
    removed: (who, n) => plural(n, { one: `${who} eliminó a # persona.`, other: `${who} eliminó a # personas.` }),
    gone: (n) => plural(n, { one: '# ya no estaba.', other: '# ya no estaban.' }),
    undone: (back, taken) =>
      `${plural(back, { one: '# persona ha vuelto.', other: '# personas han vuelto.' })} ${plural(taken, {
        one: '# no: ahora otra persona tiene ese número.',
        other: '# no: ahora otras personas tienen su número.',
      })}`,
    until: (at) => `Se puede deshacer hasta las ${at}.`,
    undo: 'Recuperar',
    again: 'Intentarlo otra vez',
    hide: 'Ocultar',
  },
  nothingToDo: 'Ya estaba así en todos los casos.',
  failed: 'No se ha podido cambiar.',
  unsaved: (what, value) => `${what}: «${value}» no se ha guardado.`,
};
