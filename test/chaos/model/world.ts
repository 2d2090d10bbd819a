import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { meet } from '../../../src/domain/conversations/conversations.ts';
import type { Floor } from '../../../src/domain/floor.ts';
import { type Inbound, openInbound } from '../../../src/domain/inbound/inbound.ts';
import { connect } from '../../../src/domain/lines/lines.ts';
import type { Drainer } from '../../../src/domain/messages/messages.ts';
import type { Member } from '../../../src/domain/teams/teams.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { openDatabase } from '../../../src/platform/database.ts';
import { newId } from '../../../src/platform/ids.ts';
import { createLog } from '../../../src/platform/log.ts';
import { createSecrets } from '../../../src/platform/secrets.ts';
import { watchStatuses } from '../harness/database.ts';
import { Company, providerOf } from './company.ts';

/** What the runs share: a database, the way in, and a company for each team's line. */
export interface World {
  floor: Floor;
  inbound: Inbound;
  companies: Map<string, Company>;
  query(sql: string, values?: unknown[]): Promise<Record<string, never>[]>;
  close(): Promise<void>;
}

export async function openWorld(databaseUrl: string): Promise<World> {
  const { db, pool, close } = openDatabase(databaseUrl, { connections: 6 });
  const folder = mkdtempSync(join(tmpdir(), 'hearback-model-'));
  const companies = new Map<string, Company>();
  const provider = providerOf(companies);
  const floor: Floor = {
    db,
    clock: systemClock,
    newId,
    secrets: createSecrets('a secret that is only for models, and long'),
    providers: new Map([[provider.name, provider]]),
    publicUrl: 'http://127.0.0.1:9',
    hint: () => {},
  };
  const inbound = await openInbound({ floor, pool, folder, log: createLog('silent'), patienceMs: 60_000 });
  const query = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows;
  await watchStatuses({ query });
  await query(
    `insert into users (id, name, email, email_verified, created_at, updated_at)
    values ($1, 'Nora', 'nora@model.example', true, now(), now())`,
    [newId()],
  );
  return {
    floor,
    inbound,
    companies,
    query,
    async close() {
      await inbound.close();
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Worker = Drainer;

/** One run: a team of its own, its company, and what everybody outside of Hearback knows. */
export interface Run {
  world: World;
  member: Member;
  lineId: string;
  company: Company;
  conversations: string[];
  workers: Worker[];
  /** Those that were killed, until somebody takes over from them. */
  dead: Worker[];
}

export const people = ['+12125551001', '+12125551002', '+12125551003'];

export async function openRun(world: World): Promise<Run> {
  const { floor, query } = world;
  const [teamId, memberId] = [newId(), newId()];
  await query("insert into teams values ($1, 'Model', 'UTC', 'US', now())", [teamId]);
  const [user] = await query(
    `insert into members (team_id, id, user_id, role, created_at)
     select $1, $2, id, 'owner', now() from users returning user_id as id`,
    [teamId, memberId],
  );
  const member: Member = { ...floor, teamId, memberId, userId: user?.id as unknown as string, role: 'owner' };
  const line = await connect(member, { provider: 'model', label: 'Main', number: '+12025550100', settings: {} });
  const company = new Company();
  world.companies.set(line.id, company);
  const conversations: string[] = [];
  // The last of the people is a stranger until she writes.
  for (const phone of people.slice(0, -1)) {
    conversations.push((await meet(member, { name: phone, phones: [phone] })).conversationId);
  }
  const run: Run = { world, member, lineId: line.id, company, conversations, workers: [], dead: [] };
  for (let count = 0; count < 2; count++) run.workers.push(await openWorker(run));
  return run;
}

export async function openWorker({ world }: Pick<Run, 'world'>): Promise<Worker> {
  const workerId = newId();
  // However slow the machine: its lease is over when the story says so.
  await world.query("insert into workers (id, queue_ids, beat_at) values ($1, '{}', 'infinity')", [workerId]);
  const worker: Worker = {
    workerId,
    log: createLog('silent'),
    lines: new Map(),
    isStopping: () => false,
    isAlive: () => true,
    isUnheeded: () => false,
  };
  return worker;
}

/** Nothing of the run is left to burden the next. */
export async function closeRun({ world, member, lineId, workers }: Run): Promise<void> {
  world.companies.delete(lineId);
  await world.query('delete from workers where id = any($1)', [workers.map(({ workerId }) => workerId)]);
  await world.query("delete from graphile_worker._private_jobs where payload->>'teamId' = $1", [member.teamId]);
}
