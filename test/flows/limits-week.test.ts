import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../../src/domain/floor.ts';
import { findWays, writeToMany } from '../../src/domain/messages/messages.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import { openClock } from '../support/asking.ts';
import { openHand } from '../support/hand.ts';
import { openOfficeHours } from '../support/world.ts';

// In this week the clocks of North America are put back, on Sunday the first of November. Nobody works but this file.
const start = '2026-10-29T04:00:00Z';
const hours = 8 * 24;
const clock = openClock(start);
const world = await openOfficeHours([], { clock, config: { role: 'web' } });
const { office, carrier, query } = world;
const [team] = await listTeams(world.app.floor);
assert.ok(team);
const { id: lineId } = await office.must('POST', '/api/v1/lines', {
  provider: 'twilio',
  label: 'Main',
  number: '+12125550390',
  settings: { accountSid: `AC${'3'.repeat(32)}`, authToken: 'carrier-token', baseUrl: carrier.url },
});

/** Who, by what is known of them, and the zones in which they may be. */
const people = [
  { phone: '+12125550101', zones: ['America/New_York'] },
  { phone: '+13035550102', zones: ['America/Denver'] },
  { phone: '+16025550103', zones: ['America/Phoenix'] },
  { phone: '+18085550104', zones: ['Pacific/Honolulu'] },
  // The number says New York; they have told us otherwise.
  { phone: '+12125550105', timeZone: 'Europe/Berlin', zones: ['Europe/Berlin'] },
  { phone: '+16055550106', zones: ['America/Chicago', 'America/Denver'] },
  { phone: '+18005550107', zones: ['America/New_York', 'America/Los_Angeles'] },
];
const conversations = new Map<string, string[]>();
for (const { phone, timeZone, zones } of people) {
  const form = { name: phone, phones: [phone], ...(timeZone && { timeZone }) };
  conversations.set((await office.must('POST', '/api/v1/people', form)).conversationId, zones);
}

const work = openHand(team, query);

/** An hour goes by for this program: on its clock, and for the database's, by which what waits is due. */
async function anHour(): Promise<void> {
  clock.on(60);
  await query(sql`update outbox set due_at = due_at - interval '1 hour', open_until = open_until - interval '1 hour'`);
}

async function writesToAll(body: string): Promise<void> {
  await inTransaction(team!, async (tx) => {
    const ids = [...conversations.keys()];
    await writeToMany(
      tx,
      await findWays(tx, ids),
      ids.map((conversationId) => ({ conversationId, words: body })),
    );
  });
}

/** By another way than the program's: what the clocks on the walls show. */
function isDay(at: number, zones: string[]): boolean {
  return zones.every((timeZone) => {
    const hour = Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(at));
    return hour >= 8 && hour < 21;
  });
}

test('in a week in which the clocks are put back, each text leaves in the first hour that is day for its person', async () => {
  const hourMs = 3_600_000;
  const startMs = Date.parse(start);
  const written = new Map<string, number>();
  const isPaused = (hour: number) => hour % 24 < 8 && hour > 4 * 24;
  for (let hour = 0; hour < hours; hour++) {
    // In the second half of the week the line rests through each evening of New York.
    if (isPaused(hour) !== isPaused(hour - 1)) {
      await office.must(
        isPaused(hour) ? 'POST' : 'DELETE',
        `/api/v1/lines/${lineId}/pause`,
        isPaused(hour) ? {} : undefined,
      );
    }
    if (hour % 7 === 0 && hour < hours - 48) {
      written.set(`Text ${hour}`, hour);
      await writesToAll(`Text ${hour}`);
    }
    if (!isPaused(hour)) await work(lineId);
    await anHour();
  }
  const left = await query(sql`select conversation_id, body, started_at from attempts
    join messages using (team_id, conversation_id) where messages.id = attempts.message_id order by started_at`);
  assert.equal(left.length, written.size * people.length);
  for (const { conversation_id: conversationId, body, started_at: at } of left) {
    const zones = conversations.get(conversationId) ?? [];
    const first = written.get(body) as number;
    const hour = Array.from({ length: 48 }, (_, later) => first + later).find(
      (hour) => !isPaused(hour) && isDay(startMs + hour * hourMs, zones),
    ) as number;
    assert.equal(at.toISOString(), new Date(startMs + hour * hourMs).toISOString(), `${body} to ${zones}`);
  }
});
