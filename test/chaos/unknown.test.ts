import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

// Reports go nowhere, so only the company's books can tell what became of a text.
const world = await openOfficeHours([], { config: { publicUrl: 'http://127.0.0.1:9' } });
const { office, carrier, query } = world;

/** Between us and the company: it can swallow a create, and then nobody at the company ever hears of it. */
const between = { swallows: false, listings: 0, listingFails: false };
const proxy = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray());
  const isListing = request.method === 'GET' && request.url?.includes('To=');
  if (isListing) between.listings += 1;
  if ((between.swallows && request.method === 'POST') || (between.listingFails && isListing)) {
    return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>');
  }
  const answer = await fetch(`${carrier.url}${request.url}`, {
    method: request.method!,
    headers: {
      authorization: request.headers.authorization!,
      ...(body.length > 0 && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body.length > 0 && { body }),
  });
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
});
await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
after(() => {
  proxy.closeAllConnections();
  proxy.close();
});

const connects = (label: string, number: string) =>
  office.must('POST', '/api/v1/lines', {
    provider: 'twilio',
    label,
    number,
    settings: {
      accountSid: `AC${'f'.repeat(32)}`,
      authToken: 'carrier-token',
      baseUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    },
  });
await connects('Main', '+12125550179');
for (const name of ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah'] as const) await office.meets(name);

type Cast = Parameters<typeof office.texts>[0];

const newest = async (name: Cast) => (await office.messages(name)).at(-1)!;
const timesSent = async (body: string) => (await carrier.log()).filter((sent) => sent.body === body).length;

/** The next look at the company's books is now. */
const hurry = () =>
  query(sql`update graphile_worker._private_jobs set run_at = now() where key like 'look:%' and run_at > now()`);

async function looksUntil(reason: string, isThere: () => Promise<unknown>) {
  await until(reason, async () => {
    await hurry();
    return isThere();
  });
}

/** Nobody looks into the books before the story says so: a busy machine may take longer than until the first look. */
async function inDoubt(name: Cast, body: string) {
  const { id } = await office.texts(name, body);
  await office.shouldSeeStatus(name, 'unknown');
  await query(sql`update graphile_worker._private_jobs set run_at = now() + interval '1 hour' where key like 'look:%'`);
  return id;
}

const decide = (id: string, choice: string) => office.ask('POST', `/api/v1/messages/${id}/decision`, { choice });

test('a text whose answer was lost is found in the books of the company, and goes on from there', async () => {
  await carrier.misbehaves({ error500: 1 });
  const { id } = await office.texts('Ana', 'Did this leave?');
  await office.shouldSeeStatus('Ana', 'unknown');
  await carrier.misbehaves({});
  const [job] = await query(sql`select run_at - now() < interval '11 seconds' as is_soon from graphile_worker.jobs
    where task_identifier = 'resolve-unknown'`);
  assert.equal(job.is_soon, true);
  await looksUntil('the text to be found', async () => (await newest('Ana')).status !== 'unknown');
  assert.ok(['accepted', 'sent', 'delivered'].includes((await newest('Ana')).status));
  const [row] = await query(sql`select outcome, provider_id from attempts
    join messages on messages.id = message_id where message_id = ${id}`);
  assert.equal(row.outcome, 'accepted');
  assert.equal((await carrier.log()).find(({ body }) => body === 'Did this leave?')?.sid, row.provider_id);
  assert.equal(await timesSent('Did this leave?'), 1);
});

test('a text of which the company has no trace is for a person to decide, and sent again once', async () => {
  between.swallows = true;
  const id = await inDoubt('Ben', 'Are you in?');
  const early = await decide(id, 'send_again');
  assert.deepEqual([early.status, early.body.code], [409, 'still_looking']);
  between.listings = 0;
  await looksUntil('the end of the search', async () => (await newest('Ben')).error?.message.includes('no trace'));
  assert.equal(between.listings, 6);
  const { status, error } = (await newest('Ben')) as { status: string; error?: object };
  assert.deepEqual(
    { status, error },
    {
      status: 'unknown',
      error: {
        code: 'unknown',
        message: 'Twilio has no trace of this text.',
        advice: 'Ask them whether they got it; then send it again, or leave it.',
        canSendAgain: true,
      },
    },
  );
  assert.equal(await timesSent('Are you in?'), 0);

  between.swallows = false;
  const answers = await Promise.all([1, 2, 3].map(() => decide(id, 'send_again')));
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [200, 200, 200],
  );
  await office.shouldSeeStatus('Ben', 'accepted');
  assert.deepEqual([await timesSent('Are you in?'), (await office.messages('Ben')).length], [1, 1]);
});

test('a text that is left is a failure, in words', async () => {
  between.swallows = true;
  const id = await inDoubt('Chidi', 'Bring your keys');
  await looksUntil('the end of the search', async () => (await newest('Chidi')).error?.message.includes('no trace'));
  between.swallows = false;
  const left = await decide(id, 'leave');
  assert.deepEqual([left.status, left.body.status], [200, 'failed']);
  assert.equal(left.body.error.message, 'Nobody knows whether this arrived, and it was not sent again.');
  // Once decided it stays decided.
  assert.equal((await decide(id, 'send_again')).body.status, 'failed');
  assert.equal(await timesSent('Bring your keys'), 0);
});

test("several texts with the same words are nobody's to choose between", async () => {
  await carrier.misbehaves({ error500: 1 });
  for (const _ of [1, 2]) await inDoubt('Dana', 'Twice the same');
  await carrier.misbehaves({});
  await looksUntil('the end of both searches', async () =>
    (await office.messages('Dana')).every((text) => text.error?.message.includes('several texts')),
  );
  assert.equal(await timesSent('Twice the same'), 2);
});

test('the same words over another line of the account are not taken for it', async () => {
  const { id: lineId } = await connects('Second', '+12125550178');
  await query(sql`update conversations set line_id = ${lineId} where id = ${office.conversationWith('Farah')}`);
  await office.texts('Farah', 'On my way');
  await office.shouldSeeStatus('Farah', 'accepted');
  await query(sql`update conversations set line_id = null where id = ${office.conversationWith('Farah')}`);
  between.swallows = true;
  await inDoubt('Farah', 'On my way');
  await looksUntil('the end of the search', async () => (await newest('Farah')).error?.message.includes('no trace'));
  between.swallows = false;
  assert.equal(await timesSent('On my way'), 1);
});

test('when the books cannot be read, nothing is said about them', async () => {
  between.listingFails = true;
  await carrier.misbehaves({ error500: 1 });
  const id = await inDoubt('Emre', 'Nobody answers');
  await carrier.misbehaves({});
  await looksUntil('the end of the search', async () => (await newest('Emre')).error?.message.includes('could ask'));
  between.listingFails = false;
  assert.equal((await decide(id, 'leave')).body.status, 'failed');
});

test('a text that a process of an older version has left as if it waited is looked for all the same', async () => {
  // Whoever looks finds out nothing until all looks are off.
  between.listingFails = true;
  await carrier.misbehaves({ error500: 1 });
  const id = await inDoubt('Dana', 'Left by an older one');
  await carrier.misbehaves({});
  const looks = () =>
    query(
      sql`select graphile_worker.remove_job(key) from graphile_worker.jobs where task_identifier = 'resolve-unknown'`,
    );
  await until('all looks to be off', async () => (await looks()).length === 0);
  await query(sql`update messages set status = 'queued', error_code = null where id = ${id}`);
  between.listingFails = false;
  await query(sql`select graphile_worker.add_job('upkeep', '{}'::json, job_key => 'upkeep', run_at => now())`);
  // Found, it goes on from there, to whatever its phone makes of it.
  const outcome = async () => (await query(sql`select outcome from attempts where message_id = ${id}`))[0].outcome;
  await looksUntil('the text to be found', async () => (await outcome()) === 'accepted');
  assert.ok(!['queued', 'unknown'].includes((await newest('Dana')).status));
  assert.equal(await timesSent('Left by an older one'), 1);
});

test('a decision about nothing, or of another kind, is refused', async () => {
  assert.equal((await decide(crypto.randomUUID(), 'leave')).status, 404);
  const { id } = await newest('Emre');
  assert.equal((await decide(id, 'maybe')).status, 422);
});
