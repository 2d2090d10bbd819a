import { exportsOf, isScript, isTest, type Rule } from './source.ts';

/** Words that say nothing: whatever hides behind them has a better name. */
const empty = [
  'utils',
  'util',
  'helpers',
  'helper',
  'misc',
  'common',
  'base',
  'manager',
  'handler',
  'service',
  'data',
  'info',
];

/** Names in which such a word is the right one: Twilio's, and our users' own. */
const wellKnown = /messaging-?services?|data-?folder/gi;

function saysNothing(name: string): boolean {
  const words = name
    .replace(wellKnown, '')
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return words.some(
    (word) => empty.includes(word) || empty.includes(`${word}s`) || empty.includes(word.replace(/s$/, '')),
  );
}

export const names: Rule[] = [
  {
    says: 'files and exports have names that say something',
    broken: (tree) =>
      Object.keys(tree)
        .filter(isScript)
        .flatMap((path) => [
          ...path
            .split('/')
            .filter(saysNothing)
            .map(() => path),
          ...(isTest(path)
            ? []
            : exportsOf(tree[path]!)
                .filter(saysNothing)
                .map((name) => `${path}: ${name}`)),
        ]),
    trespasses: [
      { 'src/platform/string-utils.ts': '' },
      { 'src/domain/people/helpers/phone.ts': '' },
      { 'src/platform/queue.ts': 'export class QueueManager {}' },
      { 'web/inbox/row.tsx': 'export type { RowInfo, Row };' },
    ],
  },
  {
    says: 'files and folders are written in kebab-case',
    broken: (tree) =>
      Object.keys(tree).filter((path) => isScript(path) && !/^([a-z\d]+(-[a-z\d]+)*[./])+(ts|tsx|mjs)$/.test(path)),
    trespasses: [{ 'src/domain/people/optOut.ts': '' }, { 'web/inbox/MessageList.tsx': '' }],
  },
];
