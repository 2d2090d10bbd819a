import { isScript, isTest, type Rule, type Tree } from './source.ts';

/** Tables that belong to no single team: the installation's, the sign-in library's, and the one that finds a team. */
const global = [
  'teams',
  'installation',
  'workers',
  'users',
  'sessions',
  'credentials',
  'verifications',
  'sign_in_attempts',
  'sign_in_failures',
  'secret_fingerprint',
  'line_directory',
];

const schema = 'db/schema.sql';

/** Name → columns and keys, as `db/schema.sql` writes them, indexes included. */
function tablesOf(tree: Tree): Map<string, string> {
  const sql = tree[schema] ?? '';
  const tables = new Map(
    [...sql.matchAll(/^create table (\w+) \((.*?)^\);/gms)].map(([, name, body]) => [name!, body!]),
  );
  for (const [, table, columns] of sql.matchAll(/^create unique index \w+ on (\w+)(?: using \w+)? (\(.*)/gm)) {
    tables.set(table!, `${tables.get(table!)}  unique ${columns}\n`);
  }
  return tables;
}

const writes = [
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`](\w+)/g,
  /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+(?:only\s+)?"?(\w+)/gi,
  /\bupdate\s+(?:only\s+)?"?(\w+)"?(?:\s+(?:as\s+)?\w+)?\s+set\b/gi,
];

/** A feature of the domain, or the room when it is not in a feature. */
const writerOf = (path: string) => /^src\/(domain\/[^/]+\/|[^/]+\/?)/.exec(path)?.[0] ?? path;

const migration = /^db\/migrations\/(\d+)-/;
/** Those before had one transaction for all. */
const firstBesideOthers = 100;
/** Those before passed by what was half built. */
const firstDropping = 136;

export const tables: Rule[] = [
  {
    says: 'a migration builds an index beside those who use the table',
    broken: (tree) =>
      Object.entries(tree).flatMap(([path, sql]) => {
        if (Number(migration.exec(path)?.[1] ?? 0) < firstBesideOthers) return [];
        const isNew = (table: string) => new RegExp(`create table (if not exists )?${table}\\b`, 'i').test(sql);
        return [...sql.matchAll(/create (?:unique )?index (?!concurrently)(?:if not exists )?\w+ on (\w+)/gi)]
          .filter(([, table]) => !isNew(table!))
          .map(([, table]) => `${path}: an index on ${table}`);
      }),
    trespasses: [{ 'db/migrations/0100-x.sql': 'create index messages_by_colour on messages (team_id, colour);' }],
  },
  {
    says: 'a migration drops an index before it builds it beside others, since what is half built is in its way',
    broken: (tree) =>
      Object.entries(tree).flatMap(([path, sql]) => {
        if (Number(migration.exec(path)?.[1] ?? 0) < firstDropping) return [];
        const built = /create (?:unique )?index concurrently (if not exists )?(\w+)/gi;
        return [...sql.matchAll(built)]
          .filter(([, isPassedBy, name]) => {
            const drop = new RegExp(`drop index concurrently if exists ${name}\\b.*create[^;]* ${name}\\b`, 'is');
            return isPassedBy || !drop.test(sql);
          })
          .map(([, , name]) => `${path}: ${name}`);
      }),
    trespasses: [
      { 'db/migrations/0136-x.sql': 'create index concurrently a on messages (team_id, colour);' },
      {
        'db/migrations/0136-x.sql':
          'drop index concurrently if exists a;\ncreate index concurrently if not exists a on messages (team_id, colour);',
      },
      {
        'db/migrations/0136-x.sql':
          'create unique index concurrently a on messages (team_id, colour);\ndrop index concurrently if exists a;',
      },
    ],
  },
  {
    says: 'each table is written by one feature',
    broken(tree) {
      const known = tablesOf(tree);
      const writers = new Map<string, Set<string>>();
      for (const path of Object.keys(tree).filter(
        (path) => path.startsWith('src/') && isScript(path) && !isTest(path),
      )) {
        for (const [, table] of writes.flatMap((pattern) => [...tree[path]!.matchAll(pattern)])) {
          if (known.has(table!)) writers.set(table!, (writers.get(table!) ?? new Set()).add(writerOf(path)));
        }
      }
      return [...writers]
        .filter(([, folders]) => folders.size > 1)
        .map(([table, folders]) => `${table} is written by ${[...folders].join(' and ')}`);
    },
    trespasses: [
      {
        [schema]: 'create table people (\n  team_id uuid not null\n);\n',
        'src/domain/people/people.ts': `database.insertInto('people').values(person)`,
        'src/domain/inbound/inbound.ts': 'await sql`update people as p\n set seen_at = now()`',
      },
      {
        [schema]: 'create table people (\n  team_id uuid not null\n);\n',
        'src/domain/people/people.ts': `database.updateTable('people')`,
        'src/api/people.ts': 'await sql`DELETE FROM people`',
      },
    ],
  },
  {
    says: 'every key of a table begins with the team, or with the line and has the team in it',
    broken(tree) {
      return [...tablesOf(tree)]
        .filter(([table]) => !global.includes(table))
        .flatMap(([table, body]) => {
          const keys = [...body.matchAll(/^ {2}(?:constraint \w+ )?(?:primary key|unique)[^(]*\((.*)/gm)];
          if (keys.length === 0) return [`${table} has no key`];
          return keys
            .filter(([, columns]) => !/^(?:team_id\b|line_id\b.*\bteam_id\b)/.test(columns!))
            .map(([key]) => `${table}: ${key.trim()}`);
        });
    },
    trespasses: [
      { [schema]: 'create table people (\n  team_id uuid not null,\n  id uuid not null,\n  primary key (id)\n);\n' },
      { [schema]: 'create table people (\n  team_id uuid not null\n);\n' },
      {
        [schema]:
          'create table people (\n  team_id uuid not null,\n  primary key (team_id, id)\n);\ncreate unique index people_names on people (name);\n',
      },
      {
        [schema]:
          'create table lines (\n  team_id uuid not null,\n  primary key (team_id, id)\n);\ncreate unique index lines_by_label on lines (line_id, label);\n',
      },
    ],
  },
];
