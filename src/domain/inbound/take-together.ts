import type pg from 'pg';
import { readAddress } from '../../platform/phone-number.ts';
import type { TeamScope } from '../floor.ts';
import { readKeyword } from './keywords.ts';
import { persistently } from './persistently.ts';
import { takeOne } from './take-one.ts';
import { takeFromStrangers, takeTexts } from './take-texts.ts';
import type { Webhook } from './webhook.ts';

/** How many transactions at once take in what is no ordinary text; the pool has more connections than this. */
const mostAtOnce = 4;

/**
 * Takes in webhooks of one team, in the order in which they came for each sender: ordinary texts all together, in one
 * statement for the people we know and one transaction for strangers; everything else (STOP, status reports) one by one.
 */
export async function takeTogether(pool: pg.Pool, webhooks: Webhook[]): Promise<void> {
  const [first] = webhooks;
  if (!first) return;
  const plain = plainOnes(webhooks);
  const taken = await takePlain(pool, first.scope, plain);
  const rest = webhooks.filter(({ id }) => !taken.has(id));
  const bySender = [...Map.groupBy(rest, senderOf).values()];
  const lane = async () => {
    for (let next = bySender.shift(); next; next = bySender.shift()) for (const webhook of next) await takeOne(webhook);
  };
  const lanes = await Promise.allSettled(Array.from({ length: mostAtOnce }, lane));
  for (const { status, reason } of lanes as PromiseRejectedResult[]) if (status === 'rejected') throw reason;
}

async function takePlain(pool: pg.Pool, scope: TeamScope, plain: Webhook[]): Promise<Set<string>> {
  if (plain.length === 0) return new Set();
  const fromKnown = await persistently(() => takeTexts(pool, scope, plain));
  const others = plain.filter(({ id }) => !fromKnown.has(id));
  const fromOthers =
    others.length > 0 ? await persistently(() => takeFromStrangers(pool, scope, others)) : new Set<string>();
  const taken = fromKnown.union(fromOthers);
  if (taken.size > 0) scope.hint(scope.teamId, []);
  return taken;
}

/** The ordinary texts; but none that would overtake something of the same sender that is not. */
function plainOnes(webhooks: Webhook[]): Webhook[] {
  const held = new Set<string>();
  return webhooks.filter((webhook) => {
    const sender = senderOf(webhook);
    if (!isPlain(webhook)) held.add(sender);
    return !held.has(sender);
  });
}

/** One text that asks nothing of the texting itself. Whoever opted out may come back with a YES: that is no ordinary text. */
function isPlain({ received: { texts, statuses } }: Webhook): boolean {
  const [text] = texts;
  if (!text || texts.length > 1 || statuses.length > 0) return false;
  // What comes with words must be fetched.
  if (text.media.length > 0) return false;
  return text.optOut === null && readKeyword(text.body, true) === null;
}

/** Whose order counts: a person's texts, and the reports on one text. */
function senderOf({ received: { texts, statuses }, id }: Webhook): string {
  if (texts[0]) return readAddress(texts[0].from).value;
  return statuses[0]?.providerId ?? id;
}
