import { pause } from '../../../bench/harness/program.ts';
import { until } from '../../support/until.ts';
import { type Count, countBackward, mustBe, none } from './count.ts';
import type { Town } from './town.ts';

/**
 * Waits until nothing is on its way any more: journals and outbox are empty, and for a while no status has changed.
 * Texts whose fate is unknown may stay so: the search for them takes its time, and a person may have to decide.
 */
export async function settle(town: Town, patienceMs: number): Promise<void> {
  const { number } = town.database;
  await town.carrier.misbehaves({});
  await until('empty journals', () => town.webs.every((web) => !web.journal()), patienceMs);
  const open = "select count(*) from messages where status in ('scheduled', 'queued', 'sending')";
  await until('everything to have left', async () => (await number(open)) === 0, patienceMs);
  const moves = () => number('select count(*) from chaos.moves');
  let before = -1;
  const isQuiet = async () => {
    const after = await moves();
    if (after === before) return true;
    before = after;
    await pause(2000);
    return false;
  };
  await until('quiet', isQuiet, patienceMs);
}

/** Waits until the search for texts of which nobody knows whether they left has found what there is, or time is over. */
export async function search(town: Town, patienceMs: number): Promise<void> {
  const searching = "select count(*) from messages where status = 'unknown' and error_code is null";
  await until('the searches to end', async () => (await town.database.number(searching)) === 0, patienceMs).catch(
    () => {},
  );
}

/** What must hold of every town when it has settled, whatever befell it. */
export async function countTown(town: Town): Promise<Count[]> {
  const { number, query } = town.database;
  const moves = await query('select message_id as "messageId", was, became from chaos.moves order by number');
  return [
    mustBe('people with more than one conversation', await number(doubled('conversations', 'person_id')), 0),
    mustBe('numbers with more than one person', await number(doubled('phones', 'address')), 0),
    mustBe(
      'inbound texts in a conversation of somebody else',
      await number(`select count(*) from messages join conversations on conversations.id = conversation_id
        where direction = 'inbound' and not exists (select from phones
          where phones.person_id = conversations.person_id and address = from_address)`),
      0,
    ),
    mustBe(
      'webhooks that could not be read',
      await number('select count(*) from webhook_events where fault is not null'),
      0,
    ),
    mustBe(
      'event numbers missing',
      await number('select coalesce(max(last_number), 0) - (select count(*) from events) from event_heads'),
      0,
    ),
    countBackward(moves),
    none(
      'processes that ended by themselves',
      [...town.webs, ...town.workers].flatMap((each) => each.endedAlone()),
    ),
  ];
}

const doubled = (table: string, column: string) =>
  `select count(*) from (select from ${table} group by ${column} having count(*) > 1) as doubled`;
