import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askRound } from '../src/domain/questions/questions.ts';
import type { Benchmark } from './harness/benchmark.ts';
import { openFloor } from './harness/floor.ts';
import { makePast } from './harness/past.ts';
import { now, startProgram } from './harness/program.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { openSide } from './harness/side.ts';
import { median } from './harness/statistics.ts';

/**
 * A question that is asked of many: asks, texts, places in the queue, heads and events, in batches; against a COPY of the same
 * asks, texts and places into the same tables, with their indexes and keys.
 */
export const asking: Benchmark = {
  title: 'Asking many: people a second',
  async run(run) {
    const people = { full: 100_000, short: 20_000, tiny: 300 }[run.scale];
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const { office, database } = await openSide(run, twilio.url, (filled) =>
      makePast(filled, { conversations: people, messages: people, inFirst: 0 }),
    );
    const { number, pool } = database;
    const floor = openFloor(run, database.url);
    await pool.query(
      `insert into groups (team_id, id, name, created_at) select id, gen_random_uuid(), 'Everybody', now() from teams`,
    );
    await pool.query(`insert into group_members (team_id, group_id, person_id)
      select people.team_id, groups.id, people.id from people join groups on groups.name = 'Everybody' on conflict do nothing`);
    const [{ id: groupId }] = (await pool.query(`select id from groups where name = 'Everybody'`)).rows;
    const wanted = await number('select count(*) from group_members where group_id = $1', [groupId]);
    const counts: Count[] = [];
    const batches: number[] = [];
    const askAll = async () => {
      for (let hasMore = true; hasMore; ) {
        const startedAt = now();
        hasMore = await askRound(floor);
        batches.push(now() - startedAt);
      }
    };
    let turn = 0;

    const ask = async (): Promise<Reading> => {
      const question = await office.must('POST', '/api/v1/questions', questionFor(groupId, turn++));
      const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
      await pool.query('checkpoint');
      const startedAt = now();
      await askAll();
      const seconds = (now() - startedAt) / 1000;
      const inState = (states: string) =>
        number(`select count(*) from asks where round_id = $1 and state in ${states}`, [id]);
      const asked = await inState(`('asked')`);
      counts.push({
        what: 'people who are in the round',
        expected: wanted,
        found: asked + (await inState(`('skipped')`)),
      });
      const texts = `select count(*) from ask_texts join asks on asks.id = ask_id where round_id = $1`;
      counts.push({ what: 'texts of those who were asked', expected: asked, found: await number(texts, [id]) });
      // The next one is not asked beside this one.
      await office.must('POST', `/api/v1/questions/${question.id}/archival`, {});
      await askAll();
      return { perSecond: wanted / seconds };
    };

    /** The same rows, made before, each into its own table with all that hangs on it. */
    const copy = async (): Promise<Reading> => {
      const path = (table: string) => join(tmpdir(), `hearback-bench-${process.pid}-${table}`);
      const question = await office.must('POST', '/api/v1/questions', questionFor(groupId, turn++));
      await pool.query('drop table if exists bench.copied');
      await pool.query(
        `create table bench.copied as select people.team_id, people.id as person_id, conversations.id as conversation_id,
           uuidv7() as message_id, uuidv7() as ask_id, (select id from lines limit 1) as line_id
         from people join conversations on conversations.person_id = people.id order by people.id`,
      );
      const { rows } = await pool.query(
        `insert into rounds (team_id, id, question_id, version, local_date, state, opened_at)
         select team_id, gen_random_uuid(), id, 1, '2020-01-01', 'closed', now() from questions where id = $1 returning id`,
        [question.id],
      );
      const tables = {
        messages: `team_id, conversation_id, message_id, line_id, 'outbound', '+12125550100', '+13035550100',
          'Can you drive on Saturday?', '[]', 1, 'queued', now(), now()`,
        asks: `team_id, ask_id, '${rows[0].id}', person_id, conversation_id, 'closed', now(), now(), now()`,
        ask_texts: `team_id, message_id, conversation_id, ask_id, 'question', 0`,
        outbox: `team_id, line_id, message_id, conversation_id, 1, now()`,
      };
      const columns = {
        messages: `team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media, segments, status,
          status_at, created_at`,
        asks: 'team_id, id, round_id, person_id, conversation_id, state, due_at, closes_at, state_at',
        ask_texts: 'team_id, message_id, conversation_id, ask_id, part, step',
        outbox: 'team_id, line_id, message_id, conversation_id, lane, due_at',
      };
      for (const [table, values] of Object.entries(tables))
        await pool.query(`copy (select ${values} from bench.copied) to '${path(table)}'`);
      await pool.query('checkpoint');
      const startedAt = now();
      for (const [table, names] of Object.entries(columns))
        await pool.query(`copy ${table} (${names}) from '${path(table)}'`);
      const seconds = (now() - startedAt) / 1000;
      for (const table of Object.keys(tables)) await rm(path(table), { force: true });
      await office.must('POST', `/api/v1/questions/${question.id}/archival`, {});
      return { perSecond: wanted / seconds };
    };

    const rounds = await interleave(Math.min(run.rounds, 3), { baseline: copy, ours: ask });
    const middle = (values: (number | undefined)[]) => Math.round(median(values.map((value) => value ?? Number.NaN)));
    return {
      figures: [
        {
          what: `${people} people asked ÷ the same rows by plain COPY`,
          ratio: ratio(rounds, 'perSecond'),
          control: control(rounds, 'perSecond'),
          better: 'more',
          floor: 0.35,
          target: 0.8,
        },
      ],
      counts: addUp(counts),
      notes: [
        `people a second: asked ${middle(rounds.map(({ ours }) => ours.perSecond))}, copied ${middle(rounds.map(({ baseline }) => baseline[0].perSecond))}`,
        `longest batch, which locks a thousand conversations at most: ${Math.round(Math.max(...batches))} ms`,
      ],
    };
  },
};

const questionFor = (groupId: string, turn: number) => ({
  name: `Question ${turn}`,
  content: {
    language: 'en',
    steps: [{ words: 'Can you drive on Saturday?', answering: { kind: 'yes_no' } }],
    schedule: {
      repeat: { every: 'weeks', n: 1, weekdays: [6] },
      startsOn: new Date(Date.now() + 40 * 24 * 3_600_000).toISOString().slice(0, 10),
      at: '16:00',
      zone: 'America/New_York',
      skipDates: [],
    },
    audience: { groupIds: [groupId], personIds: [] },
    closing: { afterMinutes: 1440 },
    overlap: 'tag',
    mostReasked: 2,
    rules: [],
  },
});
