import type pg from 'pg';
import type { Frame } from './container.ts';
import { copyIn } from './copy.ts';
import { putFile } from './files.ts';
import { copyTarget, type TableStart } from './snapshot.ts';

/**
 * Loads the tables of a backup into empty ones that have its shape, in the caller's transaction, and its files into the
 * data folder. What refers to what is checked when all of it is there.
 */
export async function load(client: pg.ClientBase, frames: AsyncIterator<Frame>, folder: string): Promise<void> {
  const counts: Record<string, number> = {};
  const restoreKeys = await dropForeignKeys(client);
  for (;;) {
    const { kind, payload } = await nextOf(frames);
    const content = JSON.parse(payload.toString());
    if (kind === 'file') await putFile(folder, content.path, bytesOf(frames));
    else if (kind === 'table') {
      const { table } = content as TableStart;
      counts[table] = await copyIn(client, `copy ${copyTarget(content)} from stdin`, bytesOf(frames));
    } else if (kind === 'footer') {
      mustBeAll(counts, content.rows);
      break;
    } else if (kind !== 'header') throw new Error(`The backup holds a frame "${kind}" where none can be.`);
  }
  await restoreKeys();
  await client.query('analyze');
}

/** The bytes of what has just begun, up to its end. */
async function* bytesOf(frames: AsyncIterator<Frame>): AsyncGenerator<Buffer> {
  for (;;) {
    const { kind, payload } = await nextOf(frames);
    if (kind === 'end') return;
    yield payload;
  }
}

async function nextOf(frames: AsyncIterator<Frame>): Promise<Frame> {
  const { done, value } = await frames.next();
  if (done) throw new Error('The backup ends before its end.');
  return value;
}

async function dropForeignKeys(client: pg.ClientBase): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ owner: string; name: string; definition: string }>(
    `select conrelid::regclass::text as owner, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  for (const { owner, name } of rows) await client.query(`alter table ${owner} drop constraint ${name}`);
  return async () => {
    for (const { owner, name, definition } of rows) {
      await client.query(`alter table ${owner} add constraint ${name} ${definition}`);
    }
  };
}

function mustBeAll(counts: Record<string, number>, promised: Record<string, number>): void {
  for (const [table, rows] of Object.entries(promised)) {
    if (counts[table] !== rows) {
      throw new Error(`The backup promises ${rows} rows of ${table}, and ${counts[table] ?? 0} came.`);
    }
  }
}
