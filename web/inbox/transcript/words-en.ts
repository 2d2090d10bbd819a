import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts of the transcript of a conversation. */
export type TranscriptWords = typeof en;

export const en = {
  open: 'Transcript',
  title: (name: string) => `Conversation with ${name}`,
  lead: (n: number, zone: string) =>
    plural(n, { one: `# text. Times are of ${zone}.`, other: `# texts. Times are of ${zone}.` }),
  none: 'No text was written yet.',
  print: 'Print',
  file: 'Save as CSV',
  back: 'To the conversation',
  by: (name: string, team: string) => `${name}, ${team}`,
  picture: (what: string) => `Picture: ${what}`,
};
