import type pg from 'pg';

const isOurs = `namespace.nspname = 'public' and class.relname <> 'migrations'`;

// relkind r: a table. not null stands with its column, so only the other kinds of constraints are listed.
const columns = `
  select class.relname as table, attribute.attname as name,
    format_type(attribute.atttypid, attribute.atttypmod) as type, attribute.attnotnull as is_required,
    attribute.attgenerated <> '' as is_generated, attribute.attidentity <> '' as is_identity,
    pg_get_expr(attrdef.adbin, attrdef.adrelid, true) as expression
  from pg_class class
  join pg_namespace namespace on namespace.oid = class.relnamespace
  join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped
  left join pg_attrdef attrdef on attrdef.adrelid = class.oid and attrdef.adnum = attribute.attnum
  where class.relkind in ('r', 'p') and ${isOurs}
  order by class.relname, attribute.attnum`;

const constraints = `
  select class.relname as table, pg_get_constraintdef(pg_constraint.oid, true) as definition
  from pg_constraint
  join pg_class class on class.oid = pg_constraint.conrelid
  join pg_namespace namespace on namespace.oid = class.relnamespace
  where pg_constraint.contype <> 'n' and ${isOurs}
  order by class.relname, position(pg_constraint.contype::text in 'pufcx'), definition`;

const indexes = `
  select class.relname as table, pg_get_indexdef(pg_index.indexrelid, 0, true) as definition
  from pg_index
  join pg_class class on class.oid = pg_index.indrelid
  join pg_namespace namespace on namespace.oid = class.relnamespace
  where not exists (select from pg_constraint where pg_constraint.conindid = pg_index.indexrelid
    and pg_constraint.contype in ('p', 'u', 'x')) and ${isOurs}
  order by class.relname, definition`;

const triggers = `
  select class.relname as table, pg_get_triggerdef(pg_trigger.oid, true) as definition
  from pg_trigger
  join pg_class class on class.oid = pg_trigger.tgrelid
  join pg_namespace namespace on namespace.oid = class.relnamespace
  where not pg_trigger.tgisinternal and ${isOurs}
  order by class.relname, definition`;

const functions = `
  select pg_get_functiondef(pg_proc.oid) as definition
  from pg_proc
  join pg_namespace namespace on namespace.oid = pg_proc.pronamespace
  where namespace.nspname = 'public'
    and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
  order by definition`;

interface Column {
  table: string;
  name: string;
  type: string;
  is_required: boolean;
  is_generated: boolean;
  is_identity: boolean;
  expression: string | null;
}

interface Definition {
  table: string;
  definition: string;
}

/** The tables of a database as SQL for people to read, in an order that depends on nothing but their names. */
export async function describeSchema(pool: pg.Pool): Promise<string> {
  const all = async <Row extends object>(sql: string) => (await pool.query<Row>(sql)).rows;
  const constraintsOf = Map.groupBy(await all<Definition>(constraints), ({ table }) => table);
  const indexesOf = Map.groupBy(await all<Definition>(indexes), ({ table }) => table);
  const triggersOf = Map.groupBy(await all<Definition>(triggers), ({ table }) => table);

  const tables = [...Map.groupBy(await all<Column>(columns), ({ table }) => table)].map(([table, columns]) => {
    const body = [
      ...columns.map(columnSql),
      ...(constraintsOf.get(table) ?? []).map(({ definition }) => plain(definition)),
    ];
    const after = [...(indexesOf.get(table) ?? []), ...(triggersOf.get(table) ?? [])];
    return `create table ${table} (\n  ${body.join(',\n  ')}\n);\n${after.map(({ definition }) => `${plain(definition)};\n`).join('')}`;
  });
  const routines = (await all<Definition>(functions)).map(({ definition }) => `${definition.trimEnd()};\n`);
  return ['-- Written by npm run generate from db/migrations. Read it, do not edit it.\n', ...tables, ...routines].join(
    '\n',
  );
}

function columnSql({ name, type, is_required, is_generated, is_identity, expression }: Column): string {
  const value = is_identity
    ? 'generated as identity'
    : is_generated
      ? `generated always as (${expression}) stored`
      : null;
  const fallback = expression && !is_generated ? `default ${expression}` : null;
  return plain([name, type, is_required ? 'not null' : null, fallback, value].filter(Boolean).join(' '));
}

/** PostgreSQL's own spelling with its noise taken away; text in quotes stays as it is. */
function plain(definition: string): string {
  return definition
    .split(/('(?:[^']|'')*'|"[^"]*")/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\b[A-Z]+\b/g, (word) => word.toLowerCase())))
    .join('')
    .replaceAll('timestamp with time zone', 'timestamptz')
    .replace(/::(text|timestamptz)\b/g, '')
    .replaceAll(' on public.', ' on ')
    .replaceAll(' using btree', '');
}
