import { $now, $team, isAmong, listOfTexts } from '../../platform/statement.ts';
import { storable } from '../../platform/storable.ts';
import { payloadOf, type Webhook } from './webhook.ts';

/**
 * A part of a larger statement: keeps the calls of `rows` whose message is in `news`, as they came and in one row: so that
 * those which we misread can be read again.
 */
export const keepBundle = (id: string, rows: string, news: string) => `
    insert into webhook_bundles (team_id, id, calls, received_at)
    select ${$team}, ${id}, array_agg(call), ${$now} from ${rows}
    where ${isAmong('message_id', `select message_id from ${news}`)} having count(*) > 0`;

/** The calls of webhooks for that, each with its id, its line, its URL and its body, between spaces. */
export const callsOf = (webhooks: Webhook[]): string =>
  listOfTexts(webhooks.map(({ id, line, url, body }) => `${id} ${line.id} ${storable(url)} ${payloadOf(body)}`));
