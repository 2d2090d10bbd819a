import pg from 'pg';
import { until } from '../test/support/until.ts';
import type { Benchmark, Run } from './harness/benchmark.ts';
import { type Bulk, isDrained, lastOutcomeAt, openBulk } from './harness/bulk.ts';
import type { Database } from './harness/cluster.ts';
import { connectLine, signUp, startHearback } from './harness/hearback.ts';
import { startProgram } from './harness/program.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { median } from './harness/statistics.ts';
import type { Tally } from './load/pretend-twilio.ts';

/** The same drain on a queue that is new and on one that has lived: history, dead rows that may not be cleared, a backup. */
export const dirtyQueue: Benchmark = {
  title: 'Dirty queue: the drain after a year',
  async run(run) {
    const finished = { full: 1_000_000, short: 20_000, tiny: 200 }[run.scale];
    const most = { full: 20_000, short: 3000, tiny: 100 }[run.scale];
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const clean = await openSide(run, twilio.url, most);
    const dirty = await openSide(run, twilio.url, most);
    await soil(run, dirty.database, finished);
    const counts: Count[] = [];
    let turn = 0;
    const drain = async (name: string, { database, bulk }: Side, texts: number): Promise<Reading> => {
      const prefix = `${name} ${turn++}: `;
      await bulk.queue(prefix, texts);
      const before = await twilio.ask<number>('count');
      const startedAt = Date.now();
      await bulk.text(`${prefix}and one that wakes the line`);
      await until(
        `${name} to send ${texts} texts`,
        async () => (await twilio.ask<number>('count')) - before > texts,
        120_000,
      );
      // Outside of the time: on the dirty side this question alone passes a million dead rows.
      await until(`${name} to write down the outcomes`, async () => (await database.number(isDrained)) === 1, 120_000);
      const seconds = ((await database.number(lastOutcomeAt)) - startedAt) / 1000;
      const { accepted, duplicates } = await twilio.ask<Tally>('tally', { prefix });
      counts.push({ what: `texts accepted of those written (${name})`, expected: texts + 1, found: accepted });
      counts.push({ what: `texts sent twice (${name})`, expected: 0, found: duplicates });
      return { perSecond: accepted / seconds };
    };
    const trial = Math.min(most, 500);
    await drain('dirty', dirty, trial);
    const { perSecond = 0 } = await drain('clean', clean, trial);
    const texts = Math.max(trial, Math.min(most, Math.round(perSecond * run.seconds)));
    const rounds = await interleave(run.rounds, {
      baseline: () => drain('clean', clean, texts),
      ours: () => drain('dirty', dirty, texts),
    });
    const middle = (values: (number | undefined)[]) => Math.round(median(values.map((value) => value ?? Number.NaN)));
    return {
      figures: [
        {
          what: `texts/s with ${finished} finished, as many dead rows, a long COPY ÷ clean`,
          ratio: ratio(rounds, 'perSecond'),
          control: control(rounds, 'perSecond'),
          better: 'more',
          floor: 0.7,
          target: 0.95,
        },
      ],
      counts: addUp(counts),
      notes: [
        `texts a second: dirty ${middle(rounds.map((round) => round.ours.perSecond))}, clean ${middle(rounds.map((round) => round.baseline[0].perSecond))}; ${texts} a round`,
      ],
    };
  },
};

interface Side {
  database: Database;
  bulk: Bulk;
}

async function openSide(run: Run, twilioUrl: string, people: number): Promise<Side> {
  const database = await run.cluster.database('ours');
  const { url } = await run.use(startHearback(database));
  const office = await signUp(url);
  const line = await connectLine(office, twilioUrl);
  return { database, bulk: await openBulk(database, office, line.id, people) };
}

/** Makes a past: finished texts and jobs, and their dead rows in the queues, held by a snapshot that never ends. */
async function soil(run: Run, { url, pool }: Database, finished: number): Promise<void> {
  const past = new pg.Client({ connectionString: url });
  const backup = new pg.Client({ connectionString: url });
  for (const client of [past, backup]) client.on('error', () => {});
  run.atEnd(async () => {
    await past.end();
    await backup.end();
  });
  await past.connect();
  // The past obeys the rules of the tables already: checking a million keys would only take time.
  await past.query('set session_replication_role = replica');
  await past.query(
    `insert into messages select copy.* from (select * from messages where direction = 'outbound' limit 1) pattern,
       generate_series(1, $1::int) n, lateral jsonb_populate_record(null::messages, to_jsonb(pattern) || jsonb_build_object(
         'id', uuidv7(), 'status', 'delivered', 'body', 'Long ago ' || n, 'provider_id', 'SM' || md5(n::text))) copy`,
    [finished],
  );
  await past.query('reset session_replication_role');
  // What a year has done already: the server must not still be busy with our making of a past while we measure.
  await past.query('vacuum (analyze) messages');
  await past.query('begin isolation level repeatable read');
  await past.query('select count(*) from teams');
  await pool.query(
    `create table bench.gone as select uuidv7() as message_id, uuidv7() as conversation_id
     from generate_series(1, ${finished})`,
  );
  const churn = await pool.connect();
  await churn.query('set session_replication_role = replica');
  await churn.query(
    `insert into outbox select copy.* from (select * from outbox limit 1) pattern, bench.gone,
       lateral jsonb_populate_record(null::outbox, to_jsonb(pattern) || jsonb_build_object(
         'message_id', gone.message_id, 'conversation_id', gone.conversation_id, 'lane', 1, 'due_at', now() - interval '1 hour')) copy`,
  );
  await churn.query('delete from outbox where message_id in (select message_id from bench.gone)');
  await churn.query(
    `select count(*) from graphile_worker.add_jobs(array(
       select json_populate_record(null::graphile_worker.job_spec, json_build_object(
         'identifier', 'of-the-past', 'run_at', now() + interval '1 day'))
       from generate_series(1, ${Math.ceil(finished / 10)})))`,
  );
  await churn.query(
    `delete from graphile_worker._private_jobs where task_id =
       (select id from graphile_worker._private_tasks where identifier = 'of-the-past')`,
  );
  await churn.query('reset session_replication_role');
  churn.release();
  await pool.query('analyze');
  await pool.query('checkpoint');
  // A backup that nobody reads on: it holds its snapshot and its place in the table.
  await backup.connect();
  await backup.query('begin isolation level repeatable read');
  await backup.query(`declare backup cursor for select * from messages`);
  await backup.query('fetch 100 from backup');
}
