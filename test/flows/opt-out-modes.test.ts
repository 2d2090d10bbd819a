import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openPractice } from '../../src/domain/lines/lines.ts';
import { listTeams } from '../../src/domain/teams/teams.ts';
import { carrierToken } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours([]);
const { office, carrier, phone } = world;
const [practice] = (await office.must('GET', '/api/v1/lines')).items;

let last = 4_155_550_000;

/** Somebody who has never written. */
function stranger() {
  last += 1;
  return phone(`+${10_000_000_000 + last}`);
}

/** How STOP, START and HELP are handled at the company, and what the line says of that. */
async function handle(number: object, settings: object): Promise<void> {
  const { accountSid } = practice.settings;
  const { inbound: inboundUrl } = practice.webhooks;
  await carrier.control('PUT', `numbers/${practice.number}`, { accountSid, inboundUrl, ...number });
  for (const team of await listTeams(world.app.floor)) {
    const all = { ...practice.settings, authToken: carrierToken, ...settings };
    await openPractice(team, { provider: 'twilio', number: practice.number, settings: all });
  }
}

const modes = {
  'Twilio by default': () => handle({}, {}),
  'Advanced Opt-Out': () => handle({ advancedOptOut: true }, {}),
  'we ourselves': async () => {
    await handle({ ownKeywords: true }, { keywordAnswers: 'hearback' });
    // Lines are remembered for a second.
    await until('the line to be known as it is now', async () => {
      const who = stranger();
      await who.texts('HELP');
      const ours = sql`select from messages where to_address = ${who.number} and direction = 'outbound'`;
      return (await world.query(ours)).length > 0;
    });
  },
};

/** What stops, in whatever way it is written; whether the company knows it is its own affair. */
const stops = [
  ...['STOP', 'stop', 'Stop.', ' STOP ', 'ＳＴＯＰ', 'S\u200BTOP', '🛑 stop', 'STOPALL', 'Stop all', 'UNSUBSCRIBE'],
  ...['Cancel', 'END', 'quit', 'REVOKE', 'OPTOUT', 'opt out', 'OPT-OUT', 'arrêt', 'remove', 'TD', '"stop"', 'STOP!!!'],
];

/** What a member has to read. */
const asking = [
  ...['please stop', 'STOP PLEASE', 'stop texting me', 'take me off the list', 'wrong number, stop', 'leave me alone'],
  ...[
    'ya no me manden mensajes',
    'quíteme de la lista',
    'ALTO',
    'baja',
    'no quiero más mensajes',
    'dejen de escribirme',
  ],
];

/** What asks for nothing. */
const harmless = [
  ...[
    "please don't stop",
    'at the end of the day',
    'cancel my shift Saturday',
    'stop at gate B',
    'quit smoking',
    'YES',
  ],
  ...['no puedo, cancela mi turno', 'no dejen de escribirme', 'ya no puedo', 'para mañana está bien'],
];

const answersOn = async (who: ReturnType<typeof stranger>) =>
  (await who.screen()).filter(({ direction }) => direction === 'outbound').map(({ body }) => body);

async function standing(number: string) {
  const { items } = await office.must('GET', `/api/v1/people?search=${encodeURIComponent(number)}`);
  return (await office.must('GET', `/api/v1/conversations/${items[0].conversationId}`)).person;
}

/** All that was in the queue has left, and been answered. */
const settled = () =>
  until('an empty queue', async () => {
    const underWay = await world.query(sql`select from attempts where outcome = 'sending'`);
    return (await world.count('outbox')) + underWay.length === 0;
  });

for (const [mode, begin] of Object.entries(modes)) {
  test(`${mode}: each spelling opts out at once, and is confirmed once, by whoever answers`, async () => {
    await begin();
    const all = [];
    for (const words of stops) {
      const who = stranger();
      assert.equal(await who.texts(words), 204);
      all.push({ who, words });
    }
    await settled();
    for (const { who, words } of all) {
      const person = await standing(who.number);
      assert.ok(person.optedOutAt && !person.stopRequest, `${mode}: ${words}`);
      await until(`a confirmation of ${words}`, async () => (await answersOn(who)).length > 0);
      const answers = await answersOn(who);
      assert.equal(answers.length, 1, `${mode}: ${words}: ${answers}`);
      assert.match(answers[0]!, /START/);
      assert.ok(answers[0]!.length <= 160, `It is one text: ${answers[0]}`);
    }
  });

  test(`${mode}: who asks in words of their own waits for a member, and what is harmless is only a text`, async () => {
    for (const [wanted, list] of [
      [true, asking],
      [false, harmless],
    ] as const)
      for (const words of list) {
        const who = stranger();
        await who.texts(words);
        const person = await standing(who.number);
        assert.deepEqual([person.optedOutAt, person.stopRequest !== null], [null, wanted], `${mode}: ${words}`);
        assert.deepEqual(await answersOn(who), [], words);
      }
  });

  test(`${mode}: START brings back, HELP is answered, each once, and never whoever has opted out`, async () => {
    const who = stranger();
    for (const help of ['HELP', 'info', '¿Ayuda?']) {
      const other = stranger();
      await other.texts(help);
      await until(`an answer to ${help}`, async () => (await answersOn(other)).length > 0);
      await settled();
      const answers = await answersOn(other);
      assert.equal(answers.length, 1, `${mode}: ${help}: ${answers}`);
      assert.match(answers[0]!, /STOP/);
    }
    await who.texts('STOP');
    await until('a confirmation', async () => (await answersOn(who)).length === 1);
    await who.texts('help');
    await who.texts('Start.');
    // Where the company knows only START itself, our answer to this has to meet its block, and not what comes after it.
    await settled();
    await who.texts('START');
    await until('the way to be open', async () => (await standing(who.number)).optedOutAt === null);
    await until('an answer to START', async () => (await answersOn(who)).length === 2);
    await settled();
    const answers = await answersOn(who);
    assert.equal(answers.length, 2, `${mode}: ${answers}`);
    assert.match(answers[1]!, /STOP/);
    assert.equal((await standing(who.number)).optedOutAt, null);
  });
}

test('our answers are in their language, name the team, and are not said to a machine for ever', async () => {
  await modes['we ourselves']();
  const person = await office.must('POST', '/api/v1/people', {
    name: 'Luz',
    phones: ['+14155557001'],
    fields: { Idioma: 'español' },
  });
  const luz = phone('+14155557001');
  for (let times = 0; times < 10; times += 1) await luz.texts('INFO');
  await until('an answer', async () => (await answersOn(luz)).length > 0);
  await settled();
  const [answer, ...others] = await answersOn(luz);
  assert.deepEqual(others, []);
  assert.match(answer!, /^Le escribe Harbour Food Bank\./);
  // A confirmation that did not leave in time does not leave at all, and nothing else does.
  await office.must('POST', `/api/v1/lines/${practice.id}/pause`);
  await luz.texts('STOP');
  const messages = async () =>
    (await office.must('GET', `/api/v1/conversations/${person.conversationId}/messages`)).items;
  assert.match((await messages()).at(-1).body, /ha dejado de recibir/);
  await world.query(sql`update opt_outs set opted_out_at = opted_out_at - interval '6 minutes'
    where address = ${luz.number}`);
  await office.must('DELETE', `/api/v1/lines/${practice.id}/pause`);
  await settled();
  assert.equal((await messages()).at(-1).status, 'canceled');
  assert.equal((await answersOn(luz)).length, 1);
});

test('our answer goes to the number that asks, of several that are theirs', async () => {
  await modes['we ourselves']();
  const phones = ['+14155557011', '+14155557012'] as const;
  await office.must('POST', '/api/v1/people', { name: 'Max', phones });
  const [first, second] = phones.map((number) => phone(number));
  for (const [at, words] of ['HELP', 'STOP', 'START'].entries()) {
    await second!.texts(words);
    await until(`an answer to ${words}`, async () => (await answersOn(second!)).length === at + 1);
  }
  await settled();
  assert.deepEqual(await answersOn(first!), []);
});

test('a line may have words of its own for HELP in each language, and the usual ones where it has none', async () => {
  await modes['we ourselves']();
  const path = `/api/v1/lines/${practice.id}/keyword-answers`;
  const set = (en: string | null, es: string | null) => office.ask('PUT', path, { by: 'hearback', help: { en, es } });
  const usual = (await office.must('GET', path)).usual;
  const own = 'The food bank, Pier 4. Ask Nora. Reply STOP to end.';
  assert.deepEqual((await set(`  ${own}\r\n`, '')).body.help, { en: own, es: null });
  const hears = async (words: string, answer: string) =>
    until(`"${answer}" in answer to ${words}`, async () => {
      const who = stranger();
      await who.texts(words);
      const ours = sql`select body from messages where to_address = ${who.number} and direction = 'outbound'`;
      return (await world.query(ours))[0]?.body === answer;
    });
  // Lines are remembered for a second.
  await hears('HELP', own);
  await hears('ayuda', usual.es);
  await set(null, 'El banco de alimentos, muelle 4. STOP para no recibir más.');
  await hears('ayuda', 'El banco de alimentos, muelle 4. STOP para no recibir más.');
  await hears('info', usual.en);

  const wrong = await set('Ask Nora.', `${'x'.repeat(320)} STOP`);
  assert.deepEqual([wrong.status, Object.keys(wrong.body.fields)], [422, ['help.en', 'help.es']]);
  const member = await office.colleague('Mia');
  assert.equal((await member.ask('PUT', path, { by: 'company', help: { en: null, es: null } })).status, 403);
});

test('who answers is said for a line of ours, and seen where the company says that it did', async () => {
  const number = '+12125550377';
  const settings = { accountSid: `AC${'7'.repeat(32)}`, authToken: carrierToken, baseUrl: carrier.url };
  const { id, webhooks } = await office.must('POST', '/api/v1/lines', {
    provider: 'twilio',
    label: 'Main',
    number,
    settings,
  });
  const path = `/api/v1/lines/${id}/keyword-answers`;
  const read = () => office.must('GET', path);
  const at = async () => {
    const { by, isChoice, company, companySaidSoAt } = await read();
    return [by, isChoice, company, companySaidSoAt === null];
  };
  assert.deepEqual(await at(), ['company', true, 'Twilio', true]);
  const help = { en: null, es: null };
  await office.must('PUT', path, { by: 'hearback', help });
  assert.deepEqual(await at(), ['hearback', true, 'Twilio', true]);
  await office.must('PUT', path, { by: 'company', help });
  assert.deepEqual(await at(), ['company', true, 'Twilio', true]);

  const { accountSid } = settings;
  await carrier.control('PUT', `numbers/${number}`, { accountSid, inboundUrl: webhooks.inbound, advancedOptOut: true });
  await stranger().texts('HELP', number);
  await until('the company to be heard', async () => (await read()).companySaidSoAt !== null);
  assert.deepEqual(await at(), ['company', true, 'Twilio', false]);
  // The practice line sets itself up.
  assert.equal((await office.must('GET', `/api/v1/lines/${practice.id}/keyword-answers`)).isChoice, false);
});
