import { randomUUID } from 'node:crypto';
import { type Exchange, tokenOf } from '../exchange.ts';
import type { CallOutcome } from './call.ts';
import { mayRetry, readRetryRules } from './retry-rules.ts';
import { sign } from './signature.ts';

type Webhook = { url: string; accountSid: string; params: Record<string, string> };

const mostRedirects = 5;

/** Posts a signed webhook, several times when that fault is on, and answers what came back the first time. Never throws. */
export async function deliverWebhook(exchange: Exchange, webhook: Webhook): Promise<CallOutcome> {
  const token = randomUUID();
  const first = deliverOnce(exchange, webhook, token);
  if (exchange.random() < exchange.faults.duplicateWebhooks) {
    const more = 1 + Math.floor(exchange.random() * 4);
    for (let copy = 0; copy < more; copy++) void deliverOnce(exchange, webhook, token);
  }
  return first;
}

async function deliverOnce(exchange: Exchange, webhook: Webhook, idempotencyToken: string): Promise<CallOutcome> {
  const { url, rules } = readRetryRules(webhook.url);
  const deadline = Date.now() + rules.totalTimeoutMs;
  const form = new URLSearchParams(webhook.params).toString();
  const secret = tokenOf(exchange, webhook.accountSid);

  const attempt = async (target: string, method: 'GET' | 'POST', redirects: number): Promise<CallOutcome> => {
    const headers: Record<string, string> = {
      'user-agent': 'TwilioProxy/1.1',
      accept: '*/*',
      'i-twilio-idempotency-token': idempotencyToken,
      'x-twilio-signature': sign(secret, target, method === 'POST' ? webhook.params : {}),
    };
    if (method === 'POST') headers['content-type'] = 'application/x-www-form-urlencoded; charset=utf-8';
    const timeoutMs = Math.min(rules.readTimeoutMs, deadline - Date.now());
    const outcome = await exchange.caller.call({ method, url: target, form, headers }, rules, Math.max(1, timeoutMs));
    const moved = outcome.status !== null && outcome.status >= 300 && outcome.status < 400 && outcome.location;
    if (!moved || redirects >= mostRedirects || !URL.canParse(moved, target)) return outcome;
    const kept = outcome.status === 307 || outcome.status === 308;
    return attempt(new URL(moved, target).href, kept ? method : 'GET', redirects + 1);
  };

  for (let retry = 0; ; retry++) {
    const outcome = await attempt(url, 'POST', 0);
    if (retry >= rules.retries || Date.now() >= deadline || !mayRetry(rules, outcome)) return outcome;
  }
}
