import { codeOnly, importsOf, isScript, isTest, type Rule, type Tree, withoutComments } from './source.ts';

const lists = ['src/providers/index.ts', 'src/jobs/index.ts'];
const isDoor = (path: string) => /^src\/domain\/([^/]+)\/\1\.ts$/.test(path);
const ships = (path: string) => /^(src|web|carrier)\//.test(path) && !isTest(path);
const anywhere = (path: string) => !path.startsWith('test/architecture/');

/** Where the pattern is found in the scripts that `where` picks, read as `view` shows them. */
function places(
  tree: Tree,
  where: (path: string) => boolean,
  view: (text: string) => string,
  pattern: RegExp,
): string[] {
  return Object.keys(tree)
    .filter((path) => isScript(path) && where(path))
    .flatMap((path) =>
      [...view(tree[path]!).matchAll(pattern)].map(({ index }) => {
        const line = tree[path]!.slice(0, index).split('\n').length;
        return `${path}:${line}: ${tree[path]!.split('\n')[line - 1]!.trim()}`;
      }),
    );
}

const asWritten = (text: string) => text;

export const habits: Rule[] = [
  {
    says: 'only src/platform/config.ts reads the environment',
    broken: (tree) =>
      places(
        tree,
        (path) => ships(path) && !['src/platform/config.ts', 'carrier/main.ts'].includes(path),
        withoutComments,
        /\bprocess\s*(\??\.\s*env\b|\[)|\benv\b.*\bnode:process\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/g,
      ),
    trespasses: [
      { 'src/domain/people/people.ts': 'const limit = process.env.LIMIT;' },
      { 'src/api/server.ts': 'const url = `http://$' + '{process.env.HOST}`;' },
      { 'src/api/server.ts': 'const { env } = process;' },
      { 'carrier/server.ts': `import { env } from 'node:process';` },
    ],
  },
  {
    says: 'only commands write to the console',
    broken: (tree) =>
      places(
        tree,
        (path) => !/^(bin\/|bench\/|src\/cli\/|carrier\/main\.ts|test\/chaos\/)/.test(path),
        codeOnly,
        /\bconsole\b/g,
      ),
    trespasses: [{ 'src/jobs/drain-line.ts': `console.log('draining');` }],
  },
  {
    says: 'nothing is exported wholesale or as default',
    broken: (tree) =>
      places(tree, (path) => !path.endsWith('.config.ts'), codeOnly, /^\s*export\s+(\*|default\b)|\bas default\b/gm),
    trespasses: [
      { 'src/domain/people/people.ts': `export * from './opt-out.ts';` },
      { 'web/inbox/list.tsx': 'export default function List() {}' },
    ],
  },
  {
    says: 'only doors pass on what others export, and index.ts is the name of two lists',
    broken: (tree) => [
      ...Object.keys(tree).filter((path) => /\/index\.tsx?$/.test(path) && !lists.includes(path)),
      ...places(tree, (path) => !isDoor(path), codeOnly, /^export\s+(?:type\s+)?\{[^}]*\}\s*from\b/gm),
    ],
    trespasses: [
      { 'src/api/index.ts': '' },
      { 'src/platform/words.ts': `export { word } from './word.ts';` },
      { 'web/ui/parts.ts': `export {\n  Button,\n} from './button.tsx';` },
    ],
  },
  {
    says: 'imports are relative paths or packages, never aliases',
    broken: (tree) => [
      ...importsOf(tree)
        .filter(({ to, isRelative }) => !isRelative && /^([~#/]|@\/|(src|web|test|carrier)\/)/.test(to))
        .map(({ from, to }) => `${from} imports ${to}`),
      ...Object.keys(tree).filter(
        (path) => path.endsWith('.json') && /"(paths|baseUrl|imports)"\s*:/.test(tree[path]!),
      ),
    ],
    trespasses: [
      { 'web/main.tsx': `import { Button } from '@/ui/button.tsx';` },
      { 'tsconfig.json': '{ "compilerOptions": { "paths": {} } }' },
    ],
  },
  {
    says: 'what is imported is written out; folders are never scanned',
    broken: (tree) => places(tree, ships, codeOnly, /\bimport\s*\(\s*[^'"\s]|\bimport\.meta\.glob\b/g),
    trespasses: [{ 'src/jobs/index.ts': 'const job = await import(path);' }],
  },
  {
    says: 'what the page keeps is changed by patchKept, which keeps the mark that it is to be asked for anew',
    broken: (tree) =>
      places(
        tree,
        (path) => path.startsWith('web/') && !isTest(path),
        codeOnly,
        /\bsetQueriesData\b|\bsetQueryData(?:<[^(]*>)?\(\s*(?:\[[^\]]*\]|[^,[\]]+),\s*\(?\w*\)?\s*=>/g,
      ),
    trespasses: [
      { 'web/patch.ts': `client.setQueriesData<Rows>({ queryKey: ['conversations'] }, mark);` },
      { 'web/patch.ts': `client.setQueryData<Thread>(['timeline', id], (known) => known && put(known));` },
      { 'web/list.ts': 'client.setQueryData(queryKey, (rows) =>\n  cut(rows));' },
    ],
  },
  {
    says: 'a next page joins what is under way, and never calls it off',
    broken: (tree) =>
      places(tree, (path) => path.startsWith('web/') && !isTest(path), codeOnly, /\bfetch(Next|Previous)Page\(\s*\)/g),
    trespasses: [{ 'web/ui/more.tsx': 'if (isNear) void query.fetchNextPage();' }],
  },
  {
    says: 'a TODO names its issue',
    broken: (tree) => places(tree, anywhere, asWritten, /\b(TODO|FIXME|XXX)\b(?!\s*\(?#\d)/g),
    trespasses: [{ 'src/app.ts': '// TODO: tidy up' }],
  },
  {
    says: 'a comment has three lines at most; what needs more is a decision',
    broken: (tree) => places(tree, anywhere, asWritten, /(?:^[ \t]*\/\/[^\n]*(?:\n|$)){4,}/gm),
    trespasses: [{ 'src/app.ts': '// one\n// two\n// three\n// four\nconst app = 1;' }],
  },
  {
    says: 'statements ask for nothing that PostgreSQL 15 cannot do',
    broken: (tree) =>
      places(
        tree,
        (path) => path.startsWith('src/') && !isTest(path),
        withoutComments,
        /\breturning\b[^;`]*\b(old|new)\.\w|\b(uuidv7|uuidv4|any_value|json_table|merge_action)\s*\(|\bold\.\w+ as\b/gi,
      ),
    trespasses: [
      { 'src/domain/messages/claim.ts': 'const query = sql`update attempts set a = 1 returning id, old.a as before`;' },
      { 'src/domain/people/people.ts': 'const query = sql`insert into people (id) values (uuidv7())`;' },
    ],
  },
  {
    says: 'the domain names no company and speaks no HTTP',
    broken: (tree) =>
      places(
        tree,
        (path) => path.startsWith('src/domain/') && !isTest(path),
        withoutComments,
        /twilio|telnyx|vonage|plivo|node:http|fastify/gi,
      ),
    trespasses: [
      { 'src/domain/lines/lines.ts': `if (line.provider === 'twilio') slowDown();` },
      { 'src/domain/lines/lines.ts': `import type { FastifyRequest } from 'fastify';` },
    ],
  },
  {
    says: 'a function that other rooms call says what it promises',
    broken: (tree) =>
      places(
        tree,
        (path) => !isTest(path) && (isDoor(path) || /^src\/(platform\/.*|providers\/provider)\.ts$/.test(path)),
        asWritten,
        /(?<!\*\/\n)^export (?:async )?(?:function\*? \w+|const \w+[^=\n]*= (?:async )?(?:\(|<|function))/gm,
      ),
    trespasses: [
      { 'src/domain/people/people.ts': 'export async function optOut() {}' },
      { 'src/platform/clock.ts': 'const x = 1;\n\nexport const now = () => x;' },
    ],
  },
];
