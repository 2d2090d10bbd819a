import { importsOf, type Rule, type Tree } from './source.ts';

export const cycles: Rule[] = [
  {
    says: 'no file imports itself by way of others, types included',
    broken: findCycles,
    trespasses: [
      {
        'src/domain/a.ts': `import type { B } from './b.ts';`,
        'src/domain/b.ts': `import { c } from './c.ts';`,
        'src/domain/c.ts': `export { a } from './a.ts';`,
      },
    ],
  },
];

/** Walks depth first; an import of a file that is still open closes a circle. */
function findCycles(tree: Tree): string[] {
  const next = Map.groupBy(importsOf(tree), ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];

  function visit(path: string, open: string[]): void {
    if (open.includes(path)) found.push([...open.slice(open.indexOf(path)), path].join(' → '));
    if (open.includes(path) || done.has(path)) return;
    for (const { to } of next.get(path) ?? []) visit(to, [...open, path]);
    done.add(path);
  }

  for (const path of Object.keys(tree)) visit(path, []);
  return found;
}
