// What the company took while nobody was there to take it from the company.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { cast, type Name } from '../support/cast.ts';
import { png } from '../support/pictures.ts';
import { startProgram } from '../support/program.ts';
import { openProxy } from '../support/proxy.ts';
import { accountSid, names, openTown } from '../support/town.ts';
import { carrierToken } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';

interface Text {
  from_address: string;
  body: string;
  created_at: Date;
  recovered_at: Date | null;
}

/** A town whose Hearback comes and goes, always at the same address, with a door of its own for the company. */
async function openBusyTown(t: TestContext) {
  const town = await openTown(t);
  let isOpen = true;
  let port = 0;
  const door = await openProxy(() => (isOpen ? [{ host: '127.0.0.1', port }] : []));
  t.after(() => door.close());
  const settings = { ...town.settings, PUBLIC_URL: `http://127.0.0.1:${door.port}` };
  let program = startProgram(settings);
  const url = await program.isReady();
  port = Number(new URL(url).port);
  const office = await town.opensOffice(url);
  return {
    ...town,
    office,
    url,
    /** From now on the company comes in no more. */
    shutsDoor() {
      isOpen = false;
      door.cut();
    },
    opensDoor() {
      isOpen = true;
    },
    /** What the company says has become of the newest text to somebody. */
    async fate(name: Name): Promise<string> {
      const path = `/2010-04-01/Accounts/${accountSid}/Messages.json?To=${encodeURIComponent(cast[name])}`;
      const authorization = `Basic ${btoa(`${accountSid}:${carrierToken}`)}`;
      const answer = await fetch(`${town.carrier.url}${path}`, { headers: { authorization } });
      return ((await answer.json()) as { messages: { status: string }[] }).messages[0]?.status ?? '';
    },
    dies: () => program.stop('SIGKILL'),
    async starts() {
      program = startProgram({ ...settings, PORT: String(port) });
      await program.isReady();
    },
    /** Has every line compared with the books now, and waits until that is done. */
    async looksAgain() {
      await town.query(`select graphile_worker.add_job('fill-gap', json_build_object('teamId', team_id, 'lineId', id,
        'isRoutine', false), job_key => 'a look') from lines where not is_practice`);
      const left = () => town.query(`select from graphile_worker.jobs where key = 'a look'`);
      await until('the look', async () => (await left()).length === 0, 120_000);
    },
    inbound: (): Promise<Text[]> =>
      town.query(
        `select from_address, body, created_at, recovered_at from messages where direction = 'inbound' order by id`,
      ),
    async measured(name: string) {
      const text = await (await fetch(`${url}/metrics`)).text();
      return Number(new RegExp(`^hearback_${name} (\\d+)$`, 'm').exec(text)?.[1]);
    },
  };
}

const bodies = (texts: Text[]) => texts.map(({ body }) => body);

test('what was texted while Hearback was down is all there after the start, once and in order', async (t) => {
  const town = await openBusyTown(t);
  const { office, carrier } = town;
  const stranger = carrier.phone('+14155550177');
  assert.equal(await carrier.phone('Ana').texts('Before'), 204);
  // Nobody hears what becomes of it.
  town.shutsDoor();
  await office.texts('Dana', 'Can you drive on Friday?');
  await until('the receipt', async () => (await town.fate('Dana')) === 'delivered');
  await office.shouldSeeStatus('Dana', 'accepted');
  await town.dies();
  town.opensDoor();

  const downAt = Date.now();
  const sent: [from: Name | `+${number}`, body: string][] = [
    ['Ana', 'One'],
    ['+14155550177', 'Who is this?'],
    ['Ben', 'STOP'],
    ['Chidi', 'STOP'],
    ['Ana', 'Two'],
    ['Chidi', 'START'],
    ['Ana', 'Three 🚚'],
  ];
  for (const [who, body] of sent) assert.equal(await carrier.phone(who).texts(body), null, 'Somebody was there.');
  await carrier.phone('Emre').sends('Look at this', [['image/png', png(20, 10)]]);
  sent.push(['Emre', 'Look at this']);
  const sentBy = Date.now();
  // The company's time has whole seconds: whoever takes ours instead is later than that.
  await pause(1100);
  await town.starts();

  const all = await until('all texts', async () => {
    const texts = await town.inbound();
    return texts.length > sent.length && texts;
  });
  assert.deepEqual(
    all.slice(1).map(({ from_address, body }) => [from_address, body]),
    sent.map(([who, body]) => [who in cast ? cast[who as Name] : stranger.number, body]),
  );
  assert.deepEqual(
    bodies(all.filter(({ recovered_at }) => recovered_at)),
    sent.map(([, body]) => body),
  );
  for (const { created_at } of all.slice(1)) {
    assert.ok(created_at.getTime() >= downAt - 1000 && created_at.getTime() <= sentBy, created_at.toISOString());
  }
  await office.shouldSeeStatus('Dana', 'delivered');

  await until('the picture', async () => (await office.messages('Emre'))[0]?.media[0]?.state === 'stored');

  const person = async (name: Name) =>
    (await office.must('GET', `/api/v1/conversations/${office.conversationWith(name)}`)).person;
  assert.ok((await person('Ben')).optedOutAt);
  assert.equal((await person('Chidi')).optedOutAt, null);
  const refused = await office.ask('POST', `/api/v1/conversations/${office.conversationWith('Ben')}/messages`, {
    body: 'Are you sure?',
  });
  assert.equal(refused.body.code, 'opted_out');
  const { items } = await office.must('GET', '/api/v1/people?search=4155550177');
  assert.deepEqual([items.length, items[0].name], [1, stranger.number]);
  const ana = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  assert.ok(Date.parse(ana.waitingSince) < downAt, 'She waits since her first text.');
  const shown = await office.messages('Ana');
  assert.deepEqual(
    shown.map((text) => [text.body, 'recoveredAt' in text]),
    [
      ['Before', false],
      ['One', true],
      ['Two', true],
      ['Three 🚚', true],
    ],
  );
  assert.equal(await town.measured('messages_recovered'), sent.length);
  assert.equal(await town.measured('statuses_repaired'), 1);

  // Whoever looks again, and whoever starts again, finds nothing.
  const events = () => town.query('select count(*)::int as count from events');
  const before = [await town.inbound(), await events()];
  await town.looksAgain();
  await town.dies();
  await town.starts();
  await town.looksAgain();
  assert.deepEqual([await town.inbound(), await events()], before);
  assert.equal(await town.measured('messages_recovered'), sent.length);
});

test('what was said before something newer does not undo it, and who was removed does not come back', async (t) => {
  const town = await openBusyTown(t);
  const { office, carrier } = town;
  const { id } = await office
    .must('GET', `/api/v1/conversations/${office.conversationWith('Emre')}`)
    .then((c) => c.person);
  assert.equal(await carrier.phone('Emre').texts('Forget me'), 204);
  await office.must('DELETE', `/api/v1/people/${id}`);
  await town.dies();
  assert.equal(await carrier.phone('Ben').texts('START'), null);
  await pause(1100);
  // It came over another line, which we hear at once after the start, before anybody looks into the books.
  await town.query(`insert into opt_outs (team_id, id, address, opted_out_at, how)
    select id, gen_random_uuid(), '${cast.Ben}', now(), 'texted' from teams`);
  assert.equal(await carrier.phone('Chidi').texts('STOP'), null);
  await pause(1100);
  await town.query(`insert into opt_outs (team_id, id, address, opted_out_at, how, ended_at)
    select id, gen_random_uuid(), '${cast.Chidi}', now() - interval '1 hour', 'texted', now() from teams`);
  await town.starts();
  await until('both texts', async () => (await town.inbound()).length === 2);
  const open = await town.query('select address from opt_outs where ended_at is null');
  assert.deepEqual(open, [{ address: cast.Ben }]);
  assert.deepEqual((await office.must('GET', '/api/v1/people?search=Emre')).items, []);
  assert.equal((await office.must('GET', '/api/v1/people')).items.length, names.length - 1);
});

test('killed again and again under load, with calls that come more than once, it ends with every text once', async (t) => {
  const town = await openBusyTown(t);
  await town.carrier.misbehaves({ duplicateWebhooks: 0.3, latencyMs: 5 });
  const senders = names.slice(0, 6);
  const sent = new Map(senders.map((name) => [name, [] as string[]]));
  let isOver = false;
  // So many until the next turn, or there would be the more to bring in the slower the machine is.
  let most = 0;
  const load = senders.map(async (name) => {
    for (let n = 1; !isOver; await pause(20)) {
      if (n > most) continue;
      sent.get(name)?.push(`Text ${n}`);
      await town.carrier.phone(name).texts(`Text ${n++}`);
    }
  });
  for (let round = 0; round < 3; round++) {
    for (const turn of [town.dies, town.starts]) {
      most += 25;
      await pause(700);
      await turn();
    }
  }
  await pause(300);
  isOver = true;
  await Promise.all(load);
  await town.looksAgain();

  const texts = await town.inbound();
  for (const name of senders) {
    const theirs = texts.filter(({ from_address }) => from_address === cast[name]);
    const inNumber = (some: Text[]) => bodies(some).sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)));
    assert.deepEqual(inNumber(theirs), sent.get(name), `${name}: every text, once`);
    for (const isRecovered of [true, false]) {
      const some = theirs.filter(({ recovered_at }) => (recovered_at !== null) === isRecovered);
      assert.deepEqual(bodies(some), inNumber(some), `${name}: in order`);
    }
  }
  const recovered = texts.filter(({ recovered_at }) => recovered_at).length;
  assert.ok(recovered > 0, 'Nothing was missed, so nothing was proved.');
  assert.equal(await town.measured('messages_recovered'), recovered);
  await town.looksAgain();
  assert.equal((await town.inbound()).length, texts.length);
  t.diagnostic(`${texts.length} texts, ${recovered} of them recovered`);
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
