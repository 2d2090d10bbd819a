import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts of the page of one broadcast. */
export type GoingWords = typeof en;

export const en = {
  title: 'Broadcast',
  back: 'Back to the broadcasts',
  held: {
    nothing: 'Nothing has left yet.',
    begins: (seconds: number) => `It begins in ${seconds} s.`,
    beginning: 'It begins\u00a0…',
    back: 'Take it back',
    undone: 'It is a draft again',
  },
  acts: { pause: 'Pause', resume: 'Go on', cancel: 'Cancel the rest', back: 'Take it back' },
  cancel: {
    title: 'Cancel the rest?',
    about: (left: number, rest: number) =>
      `${plural(left, { one: '# has left.', other: '# have left.' })} ${plural(rest, { other: '# will not be sent, and that cannot be undone.' })}`,
    act: (rest: number) => plural(rest, { other: 'Do not send #' }),
    leave: 'Let it go on',
    done: (left: string, rest: string) => `${left} had left, ${rest} will not be sent.`,
  },
  retry: {
    act: (n: number) => plural(n, { other: 'Send again to #' }),
    done: (n: number) => plural(n, { one: '# person gets it once more', other: '# people get it once more' }),
  },
  counts: 'Show only those',
  sum: (n: string) => `${n} chosen in all.`,
  leftOut: (reasons: string) => `Left out: ${reasons}.`,
  replied: (n: number) => plural(n, { one: 'Reply', other: 'Replies' }),
  people: 'Person by person',
  name: 'Name',
  state: 'What became of it',
  when: 'When',
  reply: 'They replied',
  none: 'Nobody yet.',
  noneSuch: 'There is nobody of whom that is true now.',
};
