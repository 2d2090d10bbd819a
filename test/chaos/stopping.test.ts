import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCarrier } from '../../carrier/carrier.ts';
import { openCarrierDesk } from '../support/carrier-desk.ts';
import { cloneDatabase } from '../support/database.ts';
import { openOffice } from '../support/office.ts';
import { openOnlooker } from '../support/onlooker.ts';
import { newFolder, startProgram } from '../support/program.ts';
import { carrierToken, inboundText, signForm } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';

/** Posts a text over a connection that stays open, and answers the status; null when the connection broke. */
function postOver(agent: Agent, url: string, form: Record<string, string>): Promise<number | null> {
  return new Promise((resolve) => {
    const call = request(url, { method: 'POST', agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? null));
    });
    call.on('error', () => resolve(null));
    call.setHeader('content-type', 'application/x-www-form-urlencoded');
    call.setHeader('x-twilio-signature', signForm(carrierToken, url, Object.entries(form)));
    call.end(new URLSearchParams(form).toString());
  });
}

test('told to stop under load it answers every webhook whose text it has stored', async (t) => {
  const carrier = await openCarrier({ port: 0 });
  const database = await cloneDatabase();
  const pool = openOnlooker(database.url, 1);
  t.after(async () => {
    await pool.end();
    await carrier.close();
    await database.drop();
  });
  const settings = { DATABASE_URL: database.url, HEARBACK_DATA: newFolder(), HEARBACK_CARRIER: 'off' };
  const program = startProgram(settings);
  const office = openOffice(await program.isReady());
  await office.signsUp();
  const line = await office.must('POST', '/api/v1/lines', {
    provider: 'twilio',
    label: 'Main',
    number: '+12025550100',
    settings: { accountSid: `AC${'a'.repeat(32)}`, authToken: carrierToken, baseUrl: carrier.url },
  });
  const live = await office.listens();

  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  t.after(() => agent.destroy());
  const answers = new Map<string, number | null>();
  const isOver = program.exited.then(() => true);
  const company = async (lane: number) => {
    for (let count = 0; ; count++) {
      const text = inboundText(`+1415555${2000 + lane}`, `Text ${count}`);
      const status = await postOver(agent, line.webhooks.inbound, text);
      answers.set(text.MessageSid, status);
      if (status === null && (await Promise.race([isOver, new Promise((resolve) => setTimeout(resolve, 20))]))) return;
    }
  };
  const companies = Promise.all(Array.from({ length: 20 }, (_, lane) => company(lane)));
  await until('some load', () => answers.size > 100);
  const { code, ms } = await program.stop();
  await companies;
  assert.deepEqual([code, ms < program.allows(10_000)], [0, true], `${code} after ${ms} ms: ${program.output.stderr}`);
  await until('the end of the stream', () => live.hasEnded());

  const { rows } = await pool.query("select provider_id from messages where direction = 'inbound'");
  const unanswered = rows.filter((row) => answers.get(row.provider_id) !== 204);
  assert.deepEqual(unanswered, []);
  assert.deepEqual(new Set(answers.values()), new Set([204, null]));
});

test('Ctrl-C ends it in time, and the database with it, also while the company does not answer', async () => {
  const settings = { HEARBACK_DATA: newFolder() };
  const program = startProgram(settings);
  const office = openOffice(await program.isReady());
  await office.signsUp();
  await office.meets('Ana');
  const [line] = (await office.must('GET', '/api/v1/lines')).items;
  const carrier = openCarrierDesk(line.settings.baseUrl, line.number);
  await carrier.misbehaves({ latencyMs: 20_000 });
  await office.texts('Ana', 'Are you there?');
  await office.shouldSeeStatus('Ana', 'sending');

  const { code, ms } = await program.stop('SIGINT');
  assert.deepEqual([code, ms < program.allows(10_000)], [0, true], `${code} after ${ms} ms: ${program.output.stderr}`);
  assert.ok(existsSync(join(settings.HEARBACK_DATA, 'postgres/PG_VERSION')));
  assert.ok(!existsSync(join(settings.HEARBACK_DATA, 'postgres/postmaster.pid')));

  // After the next start nothing is half sent, and nothing leaves a second time.
  const again = startProgram({ ...settings, PORT: new URL(office.url).port });
  await again.isReady();
  await until('the text to be settled', async () => (await office.messages('Ana'))[0]!.status !== 'sending');
  const [restarted] = (await office.must('GET', '/api/v1/lines')).items;
  const texts = await openCarrierDesk(restarted.settings.baseUrl, line.number).phone('Ana').screen();
  assert.ok(texts.filter(({ direction }) => direction === 'outbound').length <= 1, 'sent twice');
  assert.equal((await again.stop('SIGINT')).code, 0);
});
