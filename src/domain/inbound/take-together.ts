import type pg from 'pg';
import { persistently } from '../../platform/persistently.ts';
import { readAddress } from '../../platform/phone-number.ts';
import type { TeamScope } from '../floor.ts';
import { providerOf } from '../lines/lines.ts';
import { asksToStop, readKeyword } from '../people/people.ts';
import { takeFromStrangers } from './take-from-strangers.ts';
import { takeOne } from './take-one.ts';
import { takeReports } from './take-reports.ts';
import { takeTexts } from './take-texts.ts';
import type { Webhook } from './webhook.ts';

/** How many transactions at once take in what is not ordinary; the pool has more connections than this. */
const mostAtOnce = 4;

/**
 * Takes in webhooks of one team, in the order in which they came for each sender: ordinary texts and reports all together,
 * in a statement each; what is left, and everything else, one by one. Then what had to wait behind that, likewise.
 */
export async function takeTogether(pool: pg.Pool, webhooks: Webhook[]): Promise<void> {
  for (let rest = webhooks; rest[0]; ) rest = await takeRound(pool, rest[0].scope, rest);
}

/** Takes in the first of each sender at least, and answers the others. */
async function takeRound(pool: pg.Pool, scope: TeamScope, webhooks: Webhook[]): Promise<Webhook[]> {
  const { texts, reports, others } = sort(webhooks);
  const left = [...(await takePlain(pool, scope, texts, reports)), ...others];
  if (left.length === 0) return [];
  const firsts = [...Map.groupBy(left, senderOf).values()].map(([first]) => first as Webhook);
  const isFirst = new Set(firsts);
  const lane = async () => {
    for (let next = firsts.shift(); next; next = firsts.shift()) await takeOne(next);
  };
  const lanes = await Promise.allSettled(Array.from({ length: mostAtOnce }, lane));
  for (const { status, reason } of lanes as PromiseRejectedResult[]) if (status === 'rejected') throw reason;
  return left.filter((webhook) => !isFirst.has(webhook));
}

/** @returns those that are not as ordinary as they look, in their order. */
async function takePlain(pool: pg.Pool, scope: TeamScope, texts: Webhook[], reports: Webhook[]): Promise<Webhook[]> {
  const strangers = texts.length > 0 ? await persistently(() => takeTexts(pool, scope, texts)) : [];
  const leftTexts = strangers.length > 0 ? await persistently(() => takeFromStrangers(pool, scope, strangers)) : [];
  const leftReports = reports.length > 0 ? await persistently(() => takeReports(pool, scope, reports)) : [];
  const left = [...leftTexts, ...leftReports];
  if (left.length < texts.length + reports.length) scope.hint(scope.teamId, []);
  return left;
}

/** What is ordinary, unless it would overtake something of the same sender that is not. */
function sort(webhooks: Webhook[]): Record<'texts' | 'reports' | 'others', Webhook[]> {
  const held = new Set<string>();
  const sorted = { texts: [] as Webhook[], reports: [] as Webhook[], others: [] as Webhook[] };
  for (const webhook of webhooks) {
    const kind = kindOf(webhook);
    const sender = senderOf(webhook);
    if (kind === 'others') held.add(sender);
    sorted[held.has(sender) ? 'others' : kind].push(webhook);
  }
  return sorted;
}

/**
 * One text that asks nothing of the texting itself; one report that changes nothing but its text. Whoever opted out may
 * come back with a YES: that is no ordinary text.
 */
function kindOf({ scope, line, received: { texts, statuses } }: Webhook): 'texts' | 'reports' | 'others' {
  const [[text], [report]] = [texts, statuses];
  if (texts.length + statuses.length !== 1) return 'others';
  // What comes with words must be fetched.
  if (text && text.media.length > 0) return 'others';
  if (text) {
    const isPlain = text.optOut === null && readKeyword(text.body, true) === null && !asksToStop(text.body);
    return isPlain ? 'texts' : 'others';
  }
  const isOptOut = report?.code && providerOf(scope, line.provider).explain(report.code).isOptOut;
  return isOptOut ? 'others' : 'reports';
}

/** Whose order counts: a person's texts, and the reports on one text. */
function senderOf({ received: { texts, statuses }, id }: Webhook): string {
  if (texts[0]) return readAddress(texts[0].from).value;
  return statuses[0]?.providerId ?? id;
}
