import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { otherTeam } from '../support/other-team.ts';
import { computedMs } from '../support/own-time.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben', 'Chidi']);
const { office, phone, query } = world;

const ask = (q: string, more: Record<string, string> = {}) =>
  office.ask('GET', `/api/v1/search?${new URLSearchParams({ q, ...more })}`);

/** What is found, newest first, as `Ana: words`; of ours, `us: words`. */
async function found(q: string, more: Record<string, string> = {}): Promise<string[]> {
  const { status, body, text } = await ask(q, more);
  assert.equal(status, 200, `${q}: ${text}`);
  return body.items
    .filter(({ message }: { message?: object }) => message)
    .map(
      ({
        message,
        conversation,
      }: {
        message: { direction: string; body: string };
        conversation: { person: { name: string } };
      }) => `${message.direction === 'inbound' ? conversation.person.name : 'us'}: ${message.body}`,
    );
}

const named = async (q: string): Promise<string[]> =>
  (await ask(q)).body.people.map(({ name }: { name: string }) => name);

/** Waits until the index has followed everything that has happened. */
async function indexed() {
  await until('the index to follow', async () => {
    const [row] =
      await query(sql`select bool_and(coalesce(event_number = last_number and filled_to is null and people_filled_to is null, false)) as is_done
      from event_heads left join search_progress using (team_id)`);
    return row.is_done === true;
  });
}

// No day begins while these stories go on: it is noon where the team is.
const hourIn = (timeZone: string) =>
  new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format();
const noon = Intl.supportedValuesOf('timeZone').find((timeZone) => hourIn(timeZone) === '12');
await query(sql`update teams set time_zone = ${noon}`);

await office.texts('Ana', 'Can you bring the long ladder to Gate B?');
await phone('Ana').texts('Yes, the ladder is in the van');
await phone('Ben').texts('Which gate do I use? Déjà vu!');
await office.texts('Ben', 'Gate B. Call (555) 010-2214 when you are there');
await phone('Chidi').texts('我明天不能上班 and السَّلام عليكم 👍🏽');
await office.must('POST', '/api/v1/people', {
  name: 'José Ñandú-Okafor',
  phones: ['+1 505 503 4471'],
  groups: ['Night crew'],
});
await office.shouldSeeStatus('Ana', 'delivered');
await office.shouldSeeStatus('Ben', 'delivered');
await indexed();

test('words are found whatever their case and accents, newest first, the last one by its beginning', async () => {
  assert.deepEqual(await found('LADDER'), [
    'Ana: Yes, the ladder is in the van',
    'us: Can you bring the long ladder to Gate B?',
  ]);
  assert.deepEqual(await found('deja vu'), ['Ben: Which gate do I use? Déjà vu!']);
  assert.deepEqual(await found('déjà'), ['Ben: Which gate do I use? Déjà vu!']);
  assert.deepEqual(await found('gate'), [
    'us: Gate B. Call (555) 010-2214 when you are there',
    'Ben: Which gate do I use? Déjà vu!',
    'us: Can you bring the long ladder to Gate B?',
  ]);
  assert.deepEqual(await found('lad'), await found('ladder'));
  assert.deepEqual(await found('gate lad'), ['us: Can you bring the long ladder to Gate B?']);
  assert.deepEqual(await found('gat ladder'), [], 'only the last word may be a beginning');
  assert.deepEqual(await found('“gate b”'), [
    'us: Gate B. Call (555) 010-2214 when you are there',
    'us: Can you bring the long ladder to Gate B?',
  ]);
  assert.deepEqual(await found('"b gate"'), []);
  assert.deepEqual(await found('"ladder'), await found('ladder'), 'a quotation mark that is not closed');
});

test('signs without spaces, Arabic without its marks, and emoji of any colour are found', async () => {
  for (const q of ['明天', '不能上班', 'السلام', '👍', '👍🏿']) assert.equal((await found(q)).length, 1, q);
  assert.deepEqual(await found('天明'), []);
});

test('a number is found in any spelling, in a text and as a person', async () => {
  for (const q of [
    '0102214',
    '010-2214',
    '(555) 010-2214',
    '+1 555 010 2214',
    '5550102214',
    '015550102214'.slice(1),
    '٠١٠٢٢١٤',
  ]) {
    assert.deepEqual(await found(q), ['us: Gate B. Call (555) 010-2214 when you are there'], q);
  }
  for (const q of ['5034471', '503-4471', '(505) 503-4471', '+1 505 503 4471', '15055034471', '4471', '505 503']) {
    assert.deepEqual(await named(q), ['José Ñandú-Okafor'], q);
  }
});

test('people are found by any part of their names, accents or not', async () => {
  for (const q of ['jose', 'JOSÉ', 'nandu', 'okaf', 'kafor', 'okafor josé']) {
    assert.deepEqual(await named(q), ['José Ñandú-Okafor'], q);
  }
  const { items } = await office.must('GET', '/api/v1/search/people?q=an');
  assert.deepEqual(
    items.map(({ name }: { name: string }) => name),
    ['Ana', 'José Ñandú-Okafor'],
  );
  assert.deepEqual(await named('nobody'), []);
});

test('who wrote it, to whom, when, and what became of it', async () => {
  assert.deepEqual(await found('from:ana'), ['Ana: Yes, the ladder is in the van']);
  assert.deepEqual(await found('to:ana'), ['us: Can you bring the long ladder to Gate B?']);
  assert.deepEqual(await found('gate from:me'), [
    'us: Gate B. Call (555) 010-2214 when you are there',
    'us: Can you bring the long ladder to Gate B?',
  ]);
  assert.deepEqual(await found('ladder from:nora'), ['us: Can you bring the long ladder to Gate B?']);
  assert.deepEqual(await found('gate to:me'), ['Ben: Which gate do I use? Déjà vu!']);
  assert.deepEqual(await found('from:nobody'), []);
  assert.deepEqual(await found('FROM:"Ana" ladder'), ['Ana: Yes, the ladder is in the van']);
  assert.deepEqual((await found('after:yesterday')).length, 5);
  assert.deepEqual((await found('on:today gate')).length, 3);
  for (const q of ['before:today', 'on:yesterday', 'after:today', 'before:2020', 'after:2020-01-01 before:2020-02-01'])
    assert.deepEqual(await found(q), [], q);
  assert.deepEqual((await found('after:2020 gate')).length, 3);
  assert.deepEqual((await found('is:waiting')).map((each) => each.split(':')[0]).sort(), ['Ana', 'Chidi']);
  const snooze = `/api/v1/conversations/${office.conversationWith('Chidi')}/snooze`;
  await office.must('PUT', snooze, { until: new Date(Date.now() + 3_600_000).toISOString() });
  assert.deepEqual(
    (await found('is:waiting')).map((each) => each.split(':')[0]),
    ['Ana'],
    'as in the inbox',
  );
  await office.must('DELETE', snooze);
  assert.deepEqual(await found('is:failed'), []);
});

test('a failed text, what is unread and pictures are found as they become so', async () => {
  await phone('Ana').behaves({ delivery: 'undelivered', errorCode: 30003 });
  await office.texts('Ana', 'Are you there at seven');
  await office.shouldSeeStatus('Ana', 'undelivered');
  await phone('Ana').behaves({});
  await indexed();
  assert.deepEqual(await found('is:failed'), ['us: Are you there at seven']);
  assert.deepEqual(await found('is:failed seven'), ['us: Are you there at seven']);
  assert.deepEqual(await found('is:failed gate'), []);
  assert.equal((await found('is:unread')).length, 3);
  const [last] = (await office.messages('Ben')).filter(({ direction }) => direction === 'inbound').slice(-1);
  await office.must('PUT', `/api/v1/conversations/${office.conversationWith('Ben')}/read-mark`, {
    messageId: last!.id,
  });
  assert.equal((await found('is:unread')).length, 2);
  assert.deepEqual(await found('has:picture'), []);
});

test('a group is meant by its name', async () => {
  const { person } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ana')}`);
  await office.must('PATCH', `/api/v1/people/${person.id}`, { groups: ['Night crew'] });
  assert.deepEqual((await found('group:"night crew" ladder')).length, 2);
  assert.deepEqual((await found('group:night gate')).length, 1);
});

test('the piece of the text around what was found is marked', async () => {
  const [{ excerpt }] = (await ask('gate lad')).body.items;
  const { text, marks } = excerpt;
  assert.deepEqual(
    marks.map(({ start, end }: { start: number; end: number }) => text.slice(start, end)),
    ['ladder', 'Gate'],
  );
  const long = `${'Nothing of interest is here. '.repeat(20)}The Żółw sleeps. ${'Nor is there anything here. '.repeat(20)}`;
  await phone('Ben').texts(long);
  await indexed();
  const [hit] = (await ask('zolw')).body.items;
  assert.ok(hit.excerpt.text.length < 200);
  assert.deepEqual(
    hit.excerpt.marks.map(({ start, end }: { start: number; end: number }) => hit.excerpt.text.slice(start, end)),
    ['Żółw'],
  );
});

test('pages hold each text once', async () => {
  const seen: string[] = [];
  for (let after = ''; ; ) {
    const { body } = await ask('gate', { limit: '1', ...(after && { after }) });
    seen.push(...body.items.map(({ message }: { message: { id: string } }) => message.id));
    if (body.next === null) break;
    after = body.next;
  }
  assert.deepEqual([seen.length, new Set(seen).size], [3, 3]);
  assert.deepEqual(seen, [...seen].sort().reverse());
});

test('what cannot be searched for is answered in a sentence, at once', async () => {
  const wrong = [
    'form:ana',
    'before:soon',
    'on:2026-02-30',
    'after:2026-13',
    'is:late',
    'has:cake',
    'from:',
    'group:',
    'before:',
    'group:nobody',
    '%',
    '"',
    "'",
    '\\',
    '_',
    '-- ;',
    '\u0000',
    ' ',
    Array.from({ length: 31 }, (_, n) => `w${n}`).join(' '),
  ];
  for (const q of [...wrong, 'x'.repeat(1001)]) {
    const { status, body } = await ask(q);
    assert.deepEqual([status, body.code, Object.keys(body.fields)], [400, 'unreadable', ['q']], q);
    assert.match(body.fields.q, /^[A-Z“].*\.$/, q);
  }
  for (const q of ['x'.repeat(50_000), 'word '.repeat(10_000)]) {
    const asking = ask(q);
    const ms = await computedMs(() => asking);
    const { status } = await asking;
    assert.ok([400, 414, 431].includes(status), String(status));
    assert.ok(ms < 1000, `It took ${Math.round(ms)} ms.`);
  }
  assert.equal((await office.ask('GET', '/api/v1/search')).status, 422);
  assert.equal((await ask('gate', { timeZone: 'Mars/Base' })).status, 400);
  for (const after of [
    'x',
    'e30',
    '🙂',
    Buffer.from('{"block":"1","id":"x"}').toString('base64url'),
    Buffer.from('{"block":"1e9","id":"00000000-0000-0000-0000-000000000000"}').toString('base64url'),
  ]) {
    const { status, body } = await ask('gate', { after });
    assert.deepEqual([status, Object.keys(body.fields)], [400, ['after']], after);
  }
  for (const q of [
    "gate' or 1=1",
    'gate & !b | c :*',
    'gate\u0000',
    "\\'gate",
    '%gate%',
    '<img src=x> gate',
    'gate :*',
    'http://gate',
    '10:30',
  ]) {
    assert.equal((await ask(q)).status, 200, q);
  }
});

test('days are of the zone that is named, else of the team', async () => {
  const ids = await query(sql`select id from messages order by id limit 1`);
  const at = new Date(Number.parseInt(String(ids[0].id).replaceAll('-', '').slice(0, 12), 16));
  const dayIn = (timeZone: string) => new Intl.DateTimeFormat('sv', { timeZone }).format(at);
  for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Niue', 'America/New_York']) {
    assert.ok((await found(`on:${dayIn(timeZone)} ladder`, { timeZone })).length > 0, timeZone);
  }
  assert.notEqual(dayIn('Pacific/Kiritimati'), dayIn('Pacific/Niue'));
  assert.deepEqual(await found(`on:${dayIn('Pacific/Kiritimati')} before:${dayIn('Pacific/Kiritimati')} ladder`), []);
});

test('nothing of another team is found', async () => {
  const other = await otherTeam(world.app.floor);
  await indexed();
  assert.equal((await query(sql`select 1 from search_texts where team_id = ${other.member.teamId}`)).length, 2);
  for (const q of ['ours', 'only', 'pip', '7911123456'])
    assert.deepEqual([await found(q), await named(q)], [[], []], q);
});

test('what is changed is found as it is now, and what is removed is not found', async () => {
  const sendAt = new Date(Date.now() + 3_600_000).toISOString();
  const url = `/api/v1/conversations/${office.conversationWith('Ben')}/messages`;
  const planned = await office.must('POST', url, { body: 'Bring the trampoline', sendAt });
  await indexed();
  assert.deepEqual(await found('trampoline'), ['us: Bring the trampoline']);
  await office.must('PATCH', `/api/v1/messages/${planned.id}`, { body: 'Bring the umbrella' });
  await indexed();
  assert.deepEqual([await found('trampoline'), await found('umbrella')], [[], ['us: Bring the umbrella']]);
  const { person } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Ben')}`);
  await office.must('DELETE', `/api/v1/people/${person.id}`);
  assert.deepEqual(await found('umbrella'), []);
  await indexed();
  assert.deepEqual(
    await query(sql`select 1 from search_texts where conversation_id = ${office.conversationWith('Ben')}`),
    [],
  );
  assert.deepEqual(await named('ben'), []);
});

test('notes are found like texts, as they are now, and not when they were taken out', async () => {
  const url = `/api/v1/conversations/${office.conversationWith('Ana')}/notes`;
  const note = await office.must('POST', url, { body: 'She has the Żaba van key', mentions: [] });
  await indexed();
  const notes = async (q: string) =>
    (await ask(q)).body.items.flatMap(({ note }: { note?: { body: string } }) => note?.body ?? []);
  for (const q of ['zaba', 'is:note', 'van from:me', '"van key" from:nora']) {
    assert.deepEqual(await notes(q), ['She has the Żaba van key'], q);
  }
  assert.deepEqual(await notes('van to:me'), []);
  const [{ excerpt, conversation }] = (await ask('zaba')).body.items;
  assert.deepEqual([excerpt.marks, conversation.person.name], [[{ start: 12, end: 16 }], 'Ana']);
  await office.must('PATCH', `/api/v1/notes/${note.id}`, { body: 'She has the lorry key' });
  await indexed();
  assert.deepEqual([await notes('zaba'), await notes('lorry')], [[], ['She has the lorry key']]);
  await query(sql`truncate search_texts, search_people, search_progress`);
  await phone('Ana').texts('Hello');
  await indexed();
  assert.deepEqual(await notes('lorry'), ['She has the lorry key']);
  await office.must('DELETE', `/api/v1/notes/${note.id}`);
  await indexed();
  assert.deepEqual([await notes('lorry'), await notes('is:note')], [[], []]);
});

test('an index that is lost is made again, also when nobody knows what was missed', async () => {
  const before = [await found('ladder'), await named('jose')];
  await query(sql`truncate search_texts, search_people, search_progress`);
  await phone('Ana').texts('Anybody there');
  await indexed();
  assert.deepEqual([await found('ladder'), await named('jose')], before);
  // At once, so that the index cannot follow in between.
  await query(sql`
    with behind as (update search_progress set event_number = event_number - 20 returning team_id, event_number),
      pruned as (delete from events using behind where events.team_id = behind.team_id and number <= event_number + 5)
    delete from search_texts`);
  await phone('Ana').texts('Hello again');
  await indexed();
  assert.deepEqual([await found('ladder'), await named('jose')], before);
  assert.deepEqual(await found('again'), ['Ana: Hello again']);
});

test('five thousand people are found at once, also by two letters', async (t) => {
  await query(sql`with met as (select gen_random_uuid() as person, gen_random_uuid() as conversation, n from generate_series(1, 5000) n),
    people as (insert into people (team_id, id, name, is_practice, fields, created_at)
      select teams.id, person, 'Zoë Nº' || n || ' ' || md5(n::text), false, '{}', now() from met, (select team_id as id from lines limit 1) teams),
    numbers as (insert into phones (team_id, address, kind, person_id, position, created_at)
      select teams.id, '+1505' || 2000000 + n, 'phone_number', person, 0, now() from met, (select team_id as id from lines limit 1) teams)
    insert into conversations (team_id, id, person_id, created_at)
      select teams.id, conversation, person, now() from met, (select team_id as id from lines limit 1) teams`);
  await query(sql`truncate search_texts, search_people, search_progress`);
  await phone('Ana').texts('Here');
  await indexed();
  const times: number[] = [];
  for (const q of ['zo', 'zoe', 'zoe 4999', '2004321', '(505) 200-4321', '%', 'nobody at all']) {
    const startedAt = performance.now();
    const { items } = await office.must('GET', `/api/v1/search/people?limit=20&q=${encodeURIComponent(q)}`);
    times.push(performance.now() - startedAt);
    const wanted: Record<string, number> = { zo: 20, zoe: 20, 'nobody at all': 0, '%': 0 };
    assert.equal(items.length, wanted[q] ?? 1, q);
  }
  t.diagnostic(`people of 5,000, ms: ${times.map(Math.round).join(', ')}`);
  assert.ok(Math.min(...times) < 500, String(times));
});
