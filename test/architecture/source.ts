import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** Path from the root of the project (with slashes) → text. */
export type Tree = Record<string, string>;

export interface Rule {
  /** The rule in one sentence: the name of its test. */
  says: string;
  /** One line for each place that breaks the rule. */
  broken(tree: Tree): string[];
  /** Small trees that each break the rule: the proof that it can fail. */
  trespasses: Tree[];
}

/** Everything that people write here; what programs write (`*.gen.ts`) and what is built (`dist`) is left out. */
export function readTree(root: string): Tree {
  const paths = globSync(
    ['{src,web,carrier,bin,db,test,bench}/**/*.{ts,tsx,mjs,css}', 'db/**/*.sql', 'tsconfig.json', 'package.json'],
    { cwd: root },
  )
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.gen.ts') && !/(^|\/)(dist|node_modules)\//.test(path));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

export const isScript = (path: string) => /\.(ts|tsx|mjs)$/.test(path);
export const isTest = (path: string) => path.startsWith('test/') || /\.test\.tsx?$/.test(path);

/** The text with comments blanked out. Every character keeps its place. */
export function withoutComments(text: string): string {
  return text.replace(token, (found) => (/^\/[/*]/.test(found) ? blank(found) : found));
}

/** The text with comments and whatever stands in quotes blanked out. Every character keeps its place. */
export function codeOnly(text: string): string {
  return text.replace(token, (found) =>
    /^\/[/*]/.test(found) ? blank(found) : found[0] + blank(found.slice(1, -1)) + found.at(-1),
  );
}

// A comment, a string, a template, or a regular expression where a value may stand (else it is a division).
const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|(?<=[=(,:[!&|?;{}]\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//g;

const blank = (text: string) => text.replace(/[^\n]/g, ' ');

export interface Import {
  from: string;
  /** A path from the root when the import is relative, else the specifier as written. */
  to: string;
  isRelative: boolean;
}

/** Every static, dynamic and type import and re-export of the scripts in the tree. */
export function importsOf(tree: Tree): Import[] {
  return Object.keys(tree)
    .filter(isScript)
    .flatMap((path) => importsOfFile(path, tree[path]!));
}

const importing = /\b(?:import|export)\s[\w\s$,{}*]*?\bfrom\s*(['"])|\bimport\s*(['"])|\bimport\s*\(\s*(['"])/g;

function importsOfFile(from: string, text: string): Import[] {
  return [...codeOnly(text).matchAll(importing)].map((match) => {
    const start = match.index + match[0].length;
    const specifier = text.slice(start, text.indexOf(match[0].at(-1)!, start)).replace(/\?.*$/, '');
    const isRelative = specifier.startsWith('.');
    return { from, to: isRelative ? join(dirname(from), specifier) : specifier, isRelative };
  });
}

/** Names that a file exports. */
export function exportsOf(text: string): string[] {
  const code = codeOnly(text);
  const declared = code.matchAll(
    /^export\s+(?:declare\s+|async\s+|abstract\s+)*(?:function\*?|const|let|class|type|interface)\s+([\w$]+)/gm,
  );
  const listed = [...code.matchAll(/^export\s+(?:type\s+)?\{([^}]*)\}/gm)].flatMap((match) => match[1]!.split(','));
  return [...[...declared].map((match) => match[1]!), ...listed.map((name) => name.trim().split(/\s+/).at(-1)!)].filter(
    Boolean,
  );
}
