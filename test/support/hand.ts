import { type RawBuilder, sql } from 'kysely';
import type { TeamScope } from '../../src/domain/floor.ts';
import { type Drainer, drain } from '../../src/domain/messages/messages.ts';
import { newId } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Json } from './browser.ts';
import { until } from './until.ts';

/** A hand that sends what may leave when it is told to, in a world in which nobody else works. */
export function openHand(team: TeamScope, query: (query: RawBuilder<unknown>) => Promise<Json[]>) {
  const drainer: Drainer = {
    workerId: newId(),
    log: createLog('error', () => {}),
    lines: new Map(),
    isStopping: () => false,
    isAlive: () => true,
    isUnheeded: () => false,
  };
  return async function work(lineId: string): Promise<void> {
    await query(sql`insert into workers (id, queue_ids, beat_at) values (${drainer.workerId}, '{}', now())
      on conflict (id) do update set beat_at = now()`);
    // All that is due, however it was passed before: a new hand knows no places.
    drainer.lines.clear();
    await until('nothing to be due or under way', async () => {
      const [{ due, sending }] = await query(sql`select
        (select count(*)::int from outbox where due_at <= now() and line_id = ${lineId}) as due,
        (select count(*)::int from attempts where outcome = 'sending') as sending`);
      if (due > 0) await drain(team, lineId, drainer);
      return due === 0 && sending === 0;
    });
  };
}
