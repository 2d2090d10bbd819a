import { isScript, isTest, type Rule, type Tree } from './source.ts';

const longest = 300;
const longestTest = 500;
const longestMedian = 60;

const linesOf = (text: string) => text.trimEnd().split('\n').length;

/** The middle size of the files that ship, in lines. */
export function medianOf(tree: Tree): number {
  const sizes = Object.keys(tree)
    .filter((path) => isScript(path) && /^(src|web|carrier)\//.test(path) && !isTest(path))
    .map((path) => linesOf(tree[path]!))
    .sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}

export const sizes: Rule[] = [
  {
    says: `no file is longer than ${longest} lines, no test longer than ${longestTest}`,
    broken: (tree) =>
      Object.keys(tree)
        .filter((path) => /\.(ts|tsx|mjs|css)$/.test(path))
        .filter((path) => linesOf(tree[path]!) > (isTest(path) ? longestTest : longest))
        .map((path) => `${path}: ${linesOf(tree[path]!)} lines`),
    trespasses: [
      { 'src/api/server.ts': 'x\n'.repeat(longest + 1) },
      { 'web/inbox/inbox.css': 'x\n'.repeat(longest + 1) },
      { 'src/api/server.test.ts': 'x\n'.repeat(longestTest + 1) },
    ],
  },
  {
    says: `the median file has at most ${longestMedian} lines`,
    broken: (tree) => (medianOf(tree) > longestMedian ? [`the median is ${medianOf(tree)} lines`] : []),
    trespasses: [{ 'src/app.ts': 'x\n', 'src/a.ts': 'x\n'.repeat(61), 'src/b.ts': 'x\n'.repeat(61) }],
  },
];
