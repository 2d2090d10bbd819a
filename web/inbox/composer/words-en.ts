import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts around writing and sending, loaded with the thread. */
export type ComposerWords = typeof en;

export const en = {
  sendingIn: (n: number) => plural(n, { one: 'Sending in # s', other: 'Sending in # s' }),
  undo: 'Undo',
  undoLabel: 'Undo sending',
  leftAlready: 'It had left already, so it could not be taken back.',
  notTakenBack: 'It could not be taken back: the server did not answer. Look at its state above.',
  sentAgain: (time: string) => `sent again ${time}`,
};
