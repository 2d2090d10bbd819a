import type { PeopleWords } from './words-en.ts';

export const es: PeopleWords = {
  title: 'Gente',
  search: 'Buscar gente',
  add: 'Añadir persona',
  saveFile: 'Guardar como CSV',
  name: 'Nombre',
  phone: 'Teléfono',
  phoneHint: 'Como lo marcaría. Los de otros países empiezan por +.',
  addLead: 'Tendrá una conversación enseguida. Todavía no se le envía nada.',
  added: (name) => `${name} se ha añadido.`,
  act: 'Añadir persona',
  existing: (name) => `${name} ya tiene este número. Cada persona tiene una conversación.`,
  openExisting: (name) => `Abrir ${name}`,
  emptyTitle: 'Todavía no hay nadie',
  empty: 'Aquí aparece la gente a quien escribe. Añada una persona o traiga toda una lista.',
  bring: 'Importar una lista',
};
