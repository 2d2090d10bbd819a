import type { TeamTransaction } from '../floor.ts';
import { takeWarnings } from '../limits/limits.ts';
import { listListening } from '../teams/teams.ts';
import { pushLater } from './tell-browsers.ts';

/**
 * Has the browsers of owners and managers told that the month's money, or a country's hour, comes to its end, once each. The
 * page shows it to everybody.
 */
export async function warnThoseInCharge(tx: TeamTransaction, what: { isSpent?: boolean } = {}): Promise<void> {
  const warnings = await takeWarnings(tx, what);
  if (warnings.length === 0) return;
  const browsers = (await listListening(tx)).filter(({ member }) => member.role !== 'member');
  for (const [index, { id: subscriptionId }] of browsers.entries())
    for (const warning of warnings) await pushLater(tx, { subscriptionId, news: warning }, index);
}
