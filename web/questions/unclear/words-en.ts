import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts of the unclear queue, loaded with it. */
export type UnclearWords = typeof en;

export const en = {
  title: 'Needs a look',
  lead: 'Nothing is guessed: say what these texts mean, and the boards follow.',
  none: 'Nothing needs a look',
  noneText: 'Every answer was understood. What is not comes here, and one click says what it means.',
  toQuestions: 'See the questions',
  more: 'The oldest 50 are shown; the next come when these are done.',
  noAnswer: 'Not an answer',
  type: 'Say what it means…',
  meaning: (name: string) => `What ${name} means`,
  countedAs: (what: string) => `Counted as ${what}.`,
  isChat: 'It counts as no answer.',
  change: 'Choose again',
  teach: 'Teach this phrase…',
  teachTitle: (question: string) => `Teach “${question}”`,
  phrase: (what: string) => `From now on this means ${what}`,
  look: 'See what would change',
  others: (n: number) =>
    plural(n, {
      one: '# other text would be understood in another way:',
      other: '# other texts would be understood in another way:',
    }).replace(/^0 .*/, 'No other text would change.'),
  turns: (before: string, after: string) => `${before} → ${after}`,
  teachIt: 'Teach it',
  taught: (phrase: string, what: string) => `“${phrase}” means ${what} from now on.`,
};
