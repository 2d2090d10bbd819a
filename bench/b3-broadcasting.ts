import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendRound } from '../src/domain/broadcasts/broadcasts.ts';
import type { Benchmark } from './harness/benchmark.ts';
import { openFloor } from './harness/floor.ts';
import { makePast } from './harness/past.ts';
import { now, startProgram } from './harness/program.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { openSide } from './harness/side.ts';
import { median } from './harness/statistics.ts';

/**
 * A broadcast to many: its recipients are put down, then their texts are written, with heads, places in the queue and events;
 * against a COPY of the same rows into the same tables, with their indexes and keys.
 */
export const broadcasting: Benchmark = {
  title: 'A broadcast to many: people a second',
  async run(run) {
    const people = { full: 100_000, short: 20_000, tiny: 300 }[run.scale];
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const { office, database } = await openSide(run, twilio.url, (filled) =>
      makePast(filled, { conversations: people, messages: people, inFirst: 0 }),
    );
    const { number, pool } = database;
    let isHeld = true;
    // First it is held; then the half minute is over, and it is day in Denver.
    const clock = { now: () => (isHeld ? new Date() : new Date(Math.ceil(Date.now() / dayMs) * dayMs + 18 * hourMs)) };
    const floor = openFloor(run, database.url, clock);
    await pool.query(
      `insert into groups (team_id, id, name, created_at) select id, gen_random_uuid(), 'Everybody', now() from teams`,
    );
    await pool.query(`insert into group_members (team_id, group_id, person_id)
      select people.team_id, groups.id, people.id from people join groups on groups.name = 'Everybody' on conflict do nothing`);
    await pool.query('vacuum analyze group_members');
    const [{ id: groupId }] = (await pool.query(`select id from groups where name = 'Everybody'`)).rows;
    const wanted = await number('select count(*) from group_members where group_id = $1', [groupId]);
    const counts: Count[] = [];
    const dispatches: number[] = [];
    const batches: number[] = [];
    let turn = 0;

    async function dispatch(): Promise<string> {
      const { id } = await office.must('POST', '/api/v1/broadcasts', {
        name: `Broadcast ${turn++}`,
        body: 'Hello {first name|there}, the ring road is closed until five. Use the other gate.',
        audience: { groupIds: [groupId], personIds: [], exceptGroupIds: [], exceptPersonIds: [] },
      });
      const { willGet } = await office.must('GET', `/api/v1/broadcasts/${id}/look`);
      const startedAt = now();
      await office.must('POST', `/api/v1/broadcasts/${id}/dispatch`, { expected: willGet, typed: true });
      dispatches.push(now() - startedAt);
      return id;
    }

    /** In seconds, as long as `isDone` does not hold; what is written leaves at once. */
    async function sendUntil(isDone: () => Promise<boolean>): Promise<number> {
      let ms = 0;
      while (!(await isDone())) {
        const startedAt = now();
        await sendRound(floor);
        batches.push(now() - startedAt);
        ms += now() - startedAt;
        await pool.query('delete from outbox');
      }
      return ms / 1000;
    }

    const send = async (): Promise<Reading> => {
      const id = await dispatch();
      const of = 'select count(*) from broadcast_recipients where broadcast_id = $1';
      await pool.query('checkpoint');
      isHeld = true;
      const isFilled = `select count(*) from broadcasts where id = $1 and filled_at is not null`;
      const putDown = await sendUntil(async () => (await number(isFilled, [id])) > 0);
      counts.push({ what: 'people who were put down', expected: wanted, found: await number(of, [id]) });
      isHeld = false;
      const waiting = `${of} and message_id is null and left_because is null`;
      const written = await sendUntil(async () => (await number(waiting, [id])) === 0);
      counts.push({
        what: 'texts of those',
        expected: wanted,
        found: await number(`${of} and message_id is not null`, [id]),
      });
      await pool.query(`update broadcasts set done_at = now(), listens_until = null`);
      return { putDown: wanted / putDown, written: wanted / written };
    };

    /** The same rows, made before, each into its own table with all that hangs on it. */
    const copy = async (): Promise<Reading> => {
      const path = (table: string) => join(tmpdir(), `hearback-bench-${process.pid}-${table}`);
      await pool.query('drop table if exists bench.copied');
      await pool.query(
        `create table bench.copied as select people.team_id, people.id as person_id, conversations.id as conversation_id,
           address, uuidv7() as message_id, (select gen_random_uuid()) as broadcast_id, (select id from lines limit 1) as line_id
         from people join conversations on conversations.person_id = people.id
           join phones on phones.person_id = people.id order by people.id`,
      );
      const recipients = {
        values: `team_id, broadcast_id, person_id, 1, address, line_id, now()`,
        names: 'team_id, broadcast_id, person_id, times, address, line_id, due_at',
      };
      const texts = {
        values: `team_id, conversation_id, message_id, line_id, 'outbound', '+12125550100', address,
          'Hello Person, the ring road is closed until five. Use the other gate.', '[]', 1, 'queued', now(), now()`,
        names: `team_id, conversation_id, id, line_id, direction, from_address, to_address, body, media, segments, status,
          status_at, created_at`,
      };
      const queue = {
        values: `team_id, line_id, message_id, conversation_id, 1, now()`,
        names: 'team_id, line_id, message_id, conversation_id, lane, due_at',
      };
      const seconds = async (tables: Record<string, typeof recipients>) => {
        for (const [table, { values }] of Object.entries(tables))
          await pool.query(`copy (select ${values} from bench.copied order by person_id) to '${path(table)}'`);
        await pool.query('checkpoint');
        const startedAt = now();
        for (const [table, { names }] of Object.entries(tables))
          await pool.query(`copy ${table} (${names}) from '${path(table)}'`);
        const took = (now() - startedAt) / 1000;
        for (const table of Object.keys(tables)) await rm(path(table), { force: true });
        return took;
      };
      const putDown = await seconds({ broadcast_recipients: recipients });
      const written = await seconds({ messages: texts, outbox: queue });
      await pool.query('delete from outbox');
      return { putDown: wanted / putDown, written: wanted / written };
    };

    const rounds = await interleave(Math.min(run.rounds, 3), { baseline: copy, ours: send });
    const middle = (values: (number | undefined)[]) => Math.round(median(values.map((value) => value ?? Number.NaN)));
    const both = (name: string) =>
      `${middle(rounds.map(({ ours }) => ours[name]))}, copied ${middle(rounds.map(({ baseline }) => baseline[0][name]))}`;
    return {
      figures: [
        {
          what: `${people} recipients put down ÷ the same rows by plain COPY`,
          ratio: ratio(rounds, 'putDown'),
          control: control(rounds, 'putDown'),
          better: 'more',
          floor: 0.35,
          target: 0.8,
        },
      ],
      counts: addUp(counts),
      notes: [
        `recipients a second: put down ${both('putDown')}`,
        `texts a second: written ${both('written')}; ${ratio(rounds, 'written').median.toFixed(2)} of COPY`,
        `the button returned in ${Math.round(median(dispatches))} ms; longest batch, of 10,000 recipients or of 500 texts whose conversations it locks: ${Math.round(Math.max(...batches))} ms`,
      ],
    };
  },
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
