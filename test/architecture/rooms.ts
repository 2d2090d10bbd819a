import { type Import, importsOf, isTest, type Rule, type Tree } from './source.ts';

/** Room → what it may import beside itself. A name that ends in a slash stands for everything below it. */
const mayImport: Record<string, string[]> = {
  'src/main.ts': ['src/'],
  // While there is no real line, the pretend phone company runs along.
  'src/app.ts': ['src/', 'carrier/carrier.ts'],
  'src/api/': ['src/domain/', 'src/platform/', 'src/providers/provider.ts'],
  'src/jobs/': ['src/domain/', 'src/platform/', 'src/providers/provider.ts'],
  'src/cli/': ['src/domain/', 'src/platform/', 'src/providers/provider.ts'],
  'src/domain/': ['src/platform/', 'src/providers/provider.ts'],
  'src/providers/': ['src/platform/'],
  'src/platform/': [],
  'web/': [
    'src/domain/message-status.ts',
    'src/domain/messages/segments.ts',
    'src/domain/messages/fields.ts',
    'src/domain/broadcasts/first-words.ts',
    'src/domain/limits/answered-enough.ts',
    'src/domain/people/keywords.ts',
    'src/domain/imports/reasons.ts',
    'src/domain/questions/words.ts',
    'src/domain/questions/next-step.ts',
    'src/domain/questions/reading/invited-words.ts',
  ],
  'carrier/': [],
};

/** Later features may use earlier ones, never back. Those from search on look at everything, and little rests on them. */
const order = [
  'teams',
  'lines',
  'limits',
  'people',
  'conversations',
  'imports',
  'messages',
  'broadcasts',
  'questions',
  'inbound',
  'search',
  'merges',
  'removals',
  'history',
  'exports',
  'insights',
];

/** What the page and the server must reckon alike, character for character. */
const sharedWithThePage = mayImport['web/']!;

const isIn = (path: string, place: string) => (place.endsWith('/') ? path.startsWith(place) : path === place);
const roomOf = (path: string) => Object.keys(mayImport).find((room) => isIn(path, room));
const featureOf = (path: string) => /^src\/domain\/([^/]+)\//.exec(path)?.[1];
const areaOf = (path: string) => /^web\/([^/]+)\//.exec(path)?.[1];

const says = ({ from, to }: Import) => `${from} imports ${to}`;
const ours = (tree: Tree) => importsOf(tree).filter((found) => found.isRelative);
const ownImports = (tree: Tree) => ours(tree).filter(({ from }) => !isTest(from));

export const rooms: Rule[] = [
  {
    says: 'a room imports only what the table of rooms allows',
    broken: (tree) =>
      ownImports(tree)
        .filter(({ from, to }) => {
          const room = roomOf(from);
          return room && !isIn(to, room) && !mayImport[room]!.some((place) => isIn(to, place));
        })
        .map(says),
    trespasses: [
      { 'src/platform/clock.ts': `import type { Person } from '../domain/people/people.ts';` },
      { 'src/domain/people/people.ts': `import { api } from '../../api/server.ts';` },
      { 'src/domain/lines/lines.ts': `const twilio = await import('../../providers/twilio.ts');` },
      { 'src/jobs/drain-line.ts': `import {\n  build,\n} from '../app.ts';` },
      { 'src/api/server.ts': `import '../jobs/index.ts';` },
      { 'web/api.ts': `export type { Person } from '../src/domain/people/people.ts';` },
      { 'carrier/main.ts': `type Line = import('../src/domain/lines/lines.ts').Line;` },
    ],
  },
  {
    says: 'everything in src stands in a room',
    broken: (tree) => Object.keys(tree).filter((path) => path.startsWith('src/') && !roomOf(path) && !isTest(path)),
    trespasses: [{ 'src/words.ts': '' }, { 'src/shared/words.ts': '' }],
  },
  {
    says: 'from outside a feature only its door is used',
    broken: (tree) =>
      ours(tree)
        .filter(({ from, to }) => {
          const [folder, name] = /^src\/(?:domain|platform)\/([^/]+)\//.exec(to) ?? [];
          const isShared = sharedWithThePage.includes(to) && from.startsWith('web/');
          return folder && !from.startsWith(folder) && to !== `${folder}${name}.ts` && !isShared;
        })
        .map(says),
    trespasses: [
      { 'src/api/people.ts': `import { optOut } from '../domain/people/opt-out.ts';` },
      { 'src/domain/inbound/inbound.ts': `import { optOut } from '../people/opt-out.ts';` },
      { 'test/flows/stop.test.ts': `import { optOut } from '../../src/domain/people/opt-out.ts';` },
      { 'src/main.ts': `import { findTools } from './platform/embedded-postgres/tools.ts';` },
    ],
  },
  {
    says: 'a feature uses only features before it',
    broken: (tree) =>
      ownImports(tree)
        .filter(({ from, to }) => {
          const [user, used] = [featureOf(from), featureOf(to)];
          const isInDomain = from.startsWith('src/domain/');
          return isInDomain && used && user !== used && order.indexOf(used) >= (user ? order.indexOf(user) : 0);
        })
        .map(says),
    trespasses: [
      { 'src/domain/people/people.ts': `import { reply } from '../messages/messages.ts';` },
      { 'src/domain/later.ts': `import { team } from './teams/teams.ts';` },
    ],
  },
  {
    says: 'every feature has its place in the order and a door',
    broken: (tree) =>
      [...new Set(Object.keys(tree).map(featureOf))].filter(
        (feature) =>
          feature !== undefined &&
          !(order.includes(feature) && tree[`src/domain/${feature}/${feature}.ts`] !== undefined),
      ) as string[],
    trespasses: [{ 'src/domain/invoices/invoices.ts': '' }, { 'src/domain/people/person.ts': '' }],
  },
  {
    says: 'areas of the page do not import each other, and ui and words import no area',
    broken: (tree) =>
      ours(tree)
        .filter(({ from, to }) => {
          const [user, used] = [areaOf(from), areaOf(to)];
          return user && used && user !== used && !['ui', 'words'].includes(used);
        })
        .map(says),
    trespasses: [
      { 'web/inbox/list.tsx': `import { Person } from '../people/person.tsx';` },
      { 'web/ui/button.tsx': `import { Person } from '../people/person.tsx';` },
    ],
  },
  {
    says: 'nothing that ships imports tests, benchmarks or commands',
    broken: (tree) =>
      ownImports(tree)
        .filter(({ from, to }) => /^(src|web|carrier|db)\//.test(from) && (isTest(to) || /^(bin|bench)\//.test(to)))
        .map(says),
    trespasses: [{ 'db/seed.ts': `import { cast } from '../test/support/cast.ts';` }],
  },
];
