import { plurals } from '../../words/plural.ts';

const plural = plurals('en');

/** The texts of the page on which a broadcast is written. */
export type EditorWords = typeof en;

export const en = {
  newTitle: 'New broadcast',
  editTitle: 'Draft',
  back: 'Back to the broadcasts',
  lead: { text: 'Text', to: 'to', notTo: 'but not to', when: 'leaving', over: 'over' },
  blank: { to: 'Whom', notTo: 'Left out', when: 'When', over: 'Line' },
  box: {
    label: 'Words',
    hint: 'Ring road closed. Take the bridge.',
    about: 'Enter breaks the line. { puts in a field, / a saved reply.',
    fields: 'Fields',
    replies: 'Saved replies',
  },
  whom: {
    empty: 'whom?',
    nobody: 'There is nobody yet.',
    noOne: 'nobody',
    search: 'Search groups and people',
    groups: 'Groups',
    people: 'People',
    ofGroup: (n: number) => plural(n, { one: '# person', other: '# people' }),
    optedOut: 'opted out',
    tooMany: 'There are more. Type a part of a name or number.',
    none: (text: string) => `Nothing is called “${text}”.`,
  },
  when: {
    legend: 'When it leaves',
    now: 'now',
    at: 'at a time',
    theirs: 'at each person’s hour',
    date: 'Date',
    time: 'Time here',
    theirTime: 'Time on their clock',
    isOver: 'That time is over.',
    here: (times: string) => `Here that is ${times}.`,
    zone: (time: string, n: number) => plural(n, { one: `${time} for # person`, other: `${time} for # people` }),
  },
  line: { usual: 'each person’s usual line', legend: 'Over which line' },
  more: {
    title: 'Name and pace',
    name: 'Name',
    nameHint: 'Only for the team. Left empty, it is called by its first words.',
    pace: 'Texts a minute',
    paceHint: 'So that not all replies come at once. Left empty, it goes as fast as the line does.',
  },
  count: {
    longest: (n: number) => plural(n, { one: 'The longest is # text', other: 'The longest is # texts' }),
    each: (n: number) => plural(n, { one: '# text each', other: '# texts each' }),
    units: (used: string, room: string) => `${used} of ${room} characters`,
    all: (n: number) => plural(n, { one: '# text in all', other: '# texts in all' }),
    unicode: (signs: string, n: number) =>
      plural(n, {
        one: `${signs} makes # text Unicode, which holds less`,
        other: `${signs} makes # texts Unicode, which hold less`,
      }),
    plain: 'Write it plainly',
    plainSaves: (n: number) =>
      plural(n, { one: 'Write it plainly, saves # text', other: 'Write it plainly, saves # texts' }),
  },
  audience: {
    title: 'Who gets it',
    get: (n: number) => plural(n, { one: '# person gets it', other: '# people get it' }),
    chosen: (n: string, not: number) =>
      plural(not, { one: `${n} chosen, # of them does not get it:`, other: `${n} chosen, # of them do not get it:` }),
    more: (n: number) => plural(n, { other: '# more' }),
    practice: (n: number) =>
      plural(n, { one: '# of them is a pretend person.', other: '# of them are pretend people.' }),
    fallback: (field: string, n: number) =>
      plural(n, {
        one: `# person has no ${field}: the other words stand there.`,
        other: `# people have no ${field}: the other words stand there.`,
      }),
    empty: (field: string, n: number) =>
      plural(n, {
        one: `# person has no ${field}: nothing stands there.`,
        other: `# people have no ${field}: nothing stands there.`,
      }),
    unknown: (field: string) => `Nobody has a field called “${field}”.`,
    tooLong: (n: number) => plural(n, { one: 'For # person it is too long.', other: 'For # people it is too long.' }),
    nothing: (n: number) =>
      plural(n, { one: 'For # person nothing is left of it.', other: 'For # people nothing is left of it.' }),
    instead: (field: string) => `Write {${field}|friend} to have other words there.`,
  },
  phone: {
    title: 'What they see',
    screen: 'Preview of a phone',
    you: 'You:',
    placeholder: 'Your text stands here, as each of them gets it.',
    before: 'The one before',
    after: 'The next one',
    place: (at: number, of: number) => plural(of, { other: `${at} of #, the longest first` }),
    same: (n: number) => plural(n, { other: 'the same for all #' }),
    texts: (n: number) => plural(n, { one: '# text', other: '# texts' }),
    fallback: (field: string, words: string) => `No ${field}: “${words}” stands there`,
    empty: (field: string) => `No ${field}: nothing stands there`,
  },
  bar: {
    kept: 'Kept as a draft',
    keeping: 'Keeping …',
    here: 'Kept in this browser until the server has it',
    nowhere: 'Not kept anywhere yet: leave this page open until the server has it',
    unkept: (name: string) =>
      name ? `What you wrote last in “${name}” is not kept` : 'What you wrote last is not kept',
    whom: 'Choose who gets it.',
    words: 'Write what they get.',
    none: 'Nobody would get it.',
    bad: 'It cannot go out like this.',
    notSent: (confirmed: number, now: number) =>
      `${plural(now, { one: 'Nothing was sent: by then it was for # person', other: 'Nothing was sent: by then it was for # people' })}, ${plural(confirmed, { other: 'not #. Look once more.' })}`,
    send: (n: number) => plural(n, { other: 'Send to #' }),
    sendNobody: 'Send',
  },
  last: {
    looking: 'A last look',
    title: (n: number) => plural(n, { one: 'Send to # person?', other: 'Send to # people?' }),
    who: 'Who',
    without: (n: number) => plural(n, { one: '# is left out', other: '# are left out' }),
    texts: 'Texts',
    cost: 'Costs about',
    when: 'Leaves',
    now: 'in 30 seconds; until then you can take it back',
    between: (first: string, last: string) => `${first} to ${last}`,
    minutes: (n: number) => plural(n, { one: 'takes about # minute', other: 'takes about # minutes' }),
    hours: (n: number) => plural(n, { one: 'takes about # hour', other: 'takes about # hours' }),
    overCap: (left: string) => `Only ${left} is left of this month’s money: the rest waits until there is more.`,
    abroad: 'Abroad',
    abroadWait: (n: number, hours: number) =>
      `${plural(n, { one: '# person waits.', other: '# people wait.' })} ${plural(hours, { one: 'The last text leaves about an hour later.', other: 'The last text leaves about # hours later.' })}`,
    abroadWhy: (n: number) =>
      plural(n, {
        one: 'Of each country abroad, only # number that was never texted before is texted in an hour.',
        other: 'Of each country abroad, only # numbers that were never texted before are texted in an hour.',
      }),
    type: (n: string) => `Type ${n} to send it`,
    wrong: 'That is another number.',
    send: (n: number) => plural(n, { other: 'Send to #' }),
    plan: (n: number) => plural(n, { other: 'Plan it for #' }),
    cancel: 'Not yet',
    sent: (name: string) => `“${name}” goes out`,
    planned: (name: string) => `“${name}” is planned`,
    nothing: 'Nothing was sent.',
    maybe: 'It may be going all the same.',
    changed: 'By now it is another number than a moment ago. Look once more.',
  },
};
