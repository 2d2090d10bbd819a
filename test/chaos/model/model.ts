import fc from 'fast-check';
import { resume } from '../../../src/domain/lines/lines.ts';
import { checkRun, type Known, nothingKnown } from './check.ts';
import { drainAs, finish, passTime, story, takeOver } from './steps.ts';
import { closeRun, openRun, openWorld, type Run, type Worker } from './world.ts';

export interface ModelRun {
  databaseUrl: string;
  runs: number;
  seed: number;
  say(line: string): void;
  /** When to stop, however many runs that makes; as many as asked for if left out. */
  mostMs?: number;
}

/**
 * R16: stories from chance, each in a team of its own; after every step everything that must hold is checked, and at the
 * end that nothing still waits. Answers how many there were; throws with the seed and the shortest story that breaks it.
 */
export async function runModel(options: ModelRun): Promise<number> {
  const world = await openWorld(options.databaseUrl);
  let count = 0;
  try {
    const property = fc.asyncProperty(story, async (steps) => {
      const [known, run] = [nothingKnown(), await openRun(world)];
      try {
        await fc.asyncModelRun(() => ({ model: known, real: run }), steps);
        await end(known, run);
      } finally {
        await closeRun(run);
      }
      if (++count % 100 === 0) options.say(`${count} stories`);
    });
    await fc.assert(property, {
      numRuns: options.runs,
      seed: options.seed,
      ...(options.mostMs !== undefined && { interruptAfterTimeLimit: options.mostMs }),
    });
    return count;
  } finally {
    await world.close();
  }
}

/** The company does what it should, everybody lives: whatever waited leaves, or is known to be in doubt. */
async function end(known: Known, run: Run): Promise<void> {
  const { company, workers } = run;
  company.plan = [];
  for (const hanging of [...company.hanging]) hanging.answer('taken');
  for (const worker of workers) await finish(run, worker);
  await takeOver(run);
  await resume(run.member, run.lineId);
  const waiting = "select id from messages where team_id = $1 and status in ('scheduled', 'queued', 'sending')";
  for (let turn = 0; (await run.world.query(waiting, [run.member.teamId])).length > 0; turn++) {
    if (turn > 100) throw new Error('Some texts never leave.');
    await passTime(run);
    await drainAs(run, workers[0] as Worker);
  }
  await checkRun(known, run);
}
