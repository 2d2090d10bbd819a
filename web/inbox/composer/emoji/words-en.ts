/** The texts of the emoji picker, loaded with it. Groups are named by their numbers in the list of emoji. */
export type EmojiWords = typeof en;

export const en = {
  search: 'Search emoji',
  loading: 'Loading the emoji',
  empty: 'No emoji is called that.',
  groups: {
    0: 'Smileys',
    1: 'People',
    3: 'Animals and nature',
    4: 'Food and drink',
    5: 'Travel and places',
    6: 'Activities',
    7: 'Objects',
    8: 'Symbols',
    9: 'Flags',
  },
};
