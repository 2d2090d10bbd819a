import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import { leaseSeconds } from '../../src/domain/messages/messages.ts';
import type { Name } from '../support/cast.ts';
import { startProgram } from '../support/program.ts';
import { names, openTown } from '../support/town.ts';
import { until } from '../support/until.ts';

const leaseMs = 1000 * leaseSeconds;

const stories = [
  {
    what: 'a worker that sleeps past its lease is taken over from, and when it wakes nothing is sent twice',
    signal: 'SIGSTOP',
  },
  { what: 'a worker that is killed is taken over from as soon as its lease is over', signal: 'SIGKILL' },
] as const;

// Both wait for a lease to be over, each in a town of its own.
suite('a worker that is silent', { concurrency: true }, () => {
  for (const { what, signal } of stories) test(what, (t) => isTakenOverFrom(t, signal));
});

async function isTakenOverFrom(t: TestContext, signal: 'SIGSTOP' | 'SIGKILL'): Promise<void> {
  const town = await openTown(t);
  // Reports go nowhere: only the answers and the books of the company can say what left.
  const settings = { ...town.settings, PUBLIC_URL: 'http://127.0.0.1:9' };
  const web = startProgram({ ...settings, HEARBACK_ROLE: 'web' });
  const url = await web.isReady();
  const office = await town.opensOffice(url);
  const port = new URL(url).port;
  const first = startProgram({ ...settings, HEARBACK_ROLE: 'worker', PORT: port });
  await first.isReady();
  const second = startProgram({ ...settings, HEARBACK_ROLE: 'worker', PORT: port });
  await second.isReady();
  await until('both to be alive', async () => (await town.query('select 1 from workers')).length === 2);

  await town.carrier.misbehaves({ latencyMs: 4000 });
  const written = names.flatMap((name) => [1, 2].map((count) => `${name} ${count}`));
  for (const body of written) await office.texts(body.split(' ')[0] as Name, body);
  const [{ worker_id: asleep }] = await until('some to be under way', async () => {
    // The newest: it has the longest time until its answer comes.
    const rows = await town.query("select worker_id from attempts where outcome = 'sending' order by id desc limit 1");
    return rows.length > 0 && rows;
  });
  // Ids are in the order of time, and the first was alone when it started.
  const [eldest] = await town.query('select id from workers order by id limit 1');
  const sleeper = eldest.id === asleep ? first : second;
  sleeper.signal(signal);
  const isUnderWay = "select 1 from attempts where outcome = 'sending' and worker_id = $1";
  assert.ok((await town.query(isUnderWay, [asleep])).length > 0);
  const { silentMs, beats } = await untilBuried(town, asleep);
  t.diagnostic(`taken for dead after ${(silentMs / 1000).toFixed(1)} s, ${beats} beats of the other after its lease`);
  assert.ok(silentMs >= leaseMs, `taken for dead after ${silentMs} ms`);
  // The other beats every five seconds, and looks every second.
  assert.ok(beats <= 2, `The other has beaten ${beats} times since its lease was over.`);
  await until('the other to take over', async () => (await town.query(isUnderWay, [asleep])).length === 0);

  await town.carrier.misbehaves({});
  if (signal === 'SIGSTOP') sleeper.signal('SIGCONT');
  await until('every doubt to be over', async () => {
    await town.query("update graphile_worker._private_jobs set run_at = now() where key like 'look:%'");
    const open =
      "select 1 from messages where status in ('queued', 'sending') or (status = 'unknown' and error_code is null)";
    return (await town.query(open)).length === 0;
  });
  const sent = (await town.carrier.log()).map(({ body }) => body);
  assert.equal(new Set(sent).size, sent.length, 'sent twice');
  const doubtful = (await town.query("select body from messages where status = 'unknown'")).map(({ body }) => body);
  assert.deepEqual([...sent, ...doubtful].toSorted(), written.toSorted());
  t.diagnostic(`${written.length} written, ${sent.length} sent once, ${doubtful.length} for a person, 0 twice`);
  assert.equal((await (sleeper === first ? second : first).stop()).code, 0);
}

/** How long it had been silent when it was taken for dead, and how often the other said since its lease was over that it lives. */
async function untilBuried({ query }: Awaited<ReturnType<typeof openTown>>, asleep: string) {
  let lastAt = 0;
  let silentMs = 0;
  const beats = new Set<number>();
  await until('it to be taken for dead', async () => {
    const [{ last, other, now }] = await query(
      `select (select beat_at from workers where id = $1) as last, (select max(beat_at) from workers where id <> $1) as other,
        clock_timestamp() as now`,
      [asleep],
    );
    silentMs = now.getTime() - (last?.getTime() ?? lastAt);
    if (!last) return true;
    lastAt = last.getTime();
    if (other.getTime() > lastAt + leaseMs) beats.add(other.getTime());
    return false;
  });
  return { silentMs, beats: beats.size };
}
