import type { Run } from './benchmark.ts';
import type { Database } from './cluster.ts';
import { connectLine, type Office, signUp, startHearback } from './hearback.ts';
import type { Program } from './program.ts';

/** A Hearback of its own, with a past. */
export interface Side {
  program: Program;
  office: Office;
  database: Database;
}

/** Nothing works in its background: a past that nobody has lived would be taken for work. */
export async function openSide(
  run: Run,
  twilioUrl: string,
  fill: (database: Database) => Promise<void>,
): Promise<Side> {
  const database = await run.cluster.database('ours');
  const program = await run.use(startHearback(database, { role: 'web' }));
  const office = await signUp(program.url);
  await connectLine(office, twilioUrl);
  await fill(database);
  return { program, office, database };
}
