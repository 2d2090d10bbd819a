import type pg from 'pg';
import { recordAll } from '../../platform/events.ts';
import { $team, isAmong, listOf, listOfTexts } from '../../platform/statement.ts';
import type { StatusReport } from '../../providers/provider.ts';
import { noteOutcomes } from '../conversations/conversations.ts';
import type { TeamScope } from '../floor.ts';
import { rises } from '../message-status.ts';
import { applyReports, findReported, lockFailing, statusOf } from '../messages/messages.ts';
import { callsOf, keepBundle } from './bundle.ts';
import type { Webhook } from './webhook.ts';

const statement = `
  with given as (
    select ${$team} as team_id, given.* from unnest($4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[])
      as given (webhook_id, call, line_id, provider_id, status, code, from_address)
  ),
  locked as (${lockFailing}),
  found as (${findReported}),
  changed as (${applyReports}),
  noted as (${noteOutcomes}),
  kept as (${keepBundle('$3::uuid', 'found', 'changed')}),
  ${recordAll('message.changed', 'changed')}
  select webhook_id from given where not ${isAmong('webhook_id', 'select webhook_id from found')}`;

/**
 * Applies reports on texts whose ids at the provider we know, in one statement. Of several on one text only the highest is
 * applied: the others would be passed over afterwards.
 * @returns those on texts that we do not know by that id.
 */
export async function takeReports(pool: pg.Pool, scope: TeamScope, webhooks: Webhook[]): Promise<Webhook[]> {
  const byText = Map.groupBy(webhooks, ({ line, received }) => `${line.id} ${received.statuses[0]?.providerId}`);
  // In one order, as their texts are locked: of two processes with the same reports, each would wait for the other.
  const inOrder = [...byText].sort(([one], [other]) => (one < other ? -1 : 1));
  const given = inOrder.map(([, ofText]) => ofText.reduce(higher));
  const reports = given.map(({ received }) => received.statuses[0] as StatusReport);
  const values = [
    scope.teamId,
    scope.clock.now(),
    scope.newId(),
    listOf(given.map(({ id }) => id)),
    callsOf(given),
    listOf(given.map(({ line }) => line.id)),
    listOfTexts(reports.map(({ providerId }) => providerId)),
    listOf(reports.map(statusOf)),
    listOfTexts(reports.map(({ code }) => code)),
    listOfTexts(reports.map(({ from }) => from)),
  ];
  const { rows } = await pool.query<{ webhook_id: string }>({ name: 'take-reports', text: statement, values });
  const left = new Set(rows.map((row) => row.webhook_id));
  return [...byText.values()].filter((ofText) => ofText.some(({ id }) => left.has(id))).flat();
}

function higher(one: Webhook, next: Webhook): Webhook {
  const [before, after] = [one, next].map(({ received }) => statusOf(received.statuses[0] as StatusReport));
  return before && after && rises(before, after) ? next : one;
}
