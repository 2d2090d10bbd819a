import type { EmojiWords } from './words-en.ts';

export const es: EmojiWords = {
  search: 'Buscar emoji',
  loading: 'Cargando los emoji',
  empty: 'Ningún emoji se llama así.',
  groups: {
    0: 'Caras',
    1: 'Personas',
    3: 'Animales y naturaleza',
    4: 'Comida y bebida',
    5: 'Viajes y lugares',
    6: 'Actividades',
    7: 'Objetos',
    8: 'Símbolos',
    9: 'Banderas',
  },
};
