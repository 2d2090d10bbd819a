import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { unguard } from '../../src/platform/csv.ts';
import { someday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { importing } from '../support/importing.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana', 'Ben']);
const { office, phone, query } = world;
const rightToLeft = '\u202eevil\u202c';
const nasty = ['=1+1', '+1', '-x', '@SUM(A1)', ' =1', '＝1', "'=1", 'a"b', 'c,d;e', 'g\nh', 'i\u2028j', rightToLeft];

/** A file as its cells, read by RFC 4180; those who read it undo the guard. */
function readCsv(text: string): string[][] {
  assert.ok(text.startsWith('\u{feff}'), 'A spreadsheet must know that it is UTF-8.');
  const rows: string[][] = [[]];
  let rest = text.slice(1);
  for (;;) {
    const [whole, quoted, plain = '', end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/.exec(rest) ?? [];
    assert.ok(whole !== undefined, `Not RFC 4180: ${rest.slice(0, 50)}`);
    rest = rest.slice(whole.length);
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (rest === '') return rows;
    if (end === '\r\n') rows.push([]);
  }
}

async function download(path: string, by = office): Promise<string[][]> {
  const answer = await by.ask('GET', path);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="[a-z0-9-]+\.csv"$/);
  // Reading a body as text drops its mark.
  return readCsv(`\u{feff}${answer.text}`);
}

const newestAct = async () => (await office.must('GET', '/api/v1/acts')).items[0];

test('people come out as they are: no cell is a formula, and every one can be read back', async () => {
  for (const [at, name] of nasty.entries())
    await office.must('POST', '/api/v1/people', {
      name,
      phones: [`+1202555${3000 + at}`, ...(at === 0 ? ['+12025553999'] : [])],
      fields: { 'Shirt, size': name },
      groups: at === 0 ? ['Night; "late"', 'Crew'] : [],
      timeZone: at === 0 ? 'America/Denver' : null,
    });
  const [head, ...rows] = await download('/api/v1/exports/people.csv');
  assert.deepEqual(head, ['Name', 'Phone', 'Phone 2', 'Groups', 'Time zone', 'Opted out', 'Shirt, size']);
  assert.equal(rows.length, nasty.length + 2);
  for (const cell of rows.flat()) assert.doesNotMatch(cell, /^[\s\u{feff}]*[=+@＝]|^\s*-\D/u);
  const kept = (await office.must('GET', '/api/v1/people?limit=200')).items;
  assert.deepEqual(
    rows.map((row) => row.map(unguard)).map(([name, first, second, , , , field]) => [name, first, second, field]),
    kept.map(({ name, phones, fields }: Json) => [name, phones[0], phones[1] ?? '', fields['Shirt, size'] ?? '']),
  );
  const formula = rows.find(([name]) => name === "'=1+1");
  assert.deepEqual(formula?.slice(1, 5), [
    "'+12025553000",
    "'+12025553999",
    'Crew; "Night; ""late"""',
    'America/Denver',
  ]);
  const act = await newestAct();
  assert.equal(act.kind, 'people.exported');
});

test('those whom a search finds are in the file, an opt-out with its time, and all pages of many', async () => {
  await phone('Ben').texts('STOP');
  await office.shouldSee('Ben', ['them: STOP']);
  const [, ben, ...others] = await download('/api/v1/exports/people.csv?search=ben');
  assert.deepEqual([ben?.[0], others.length], ['Ben', 0]);
  assert.match(ben?.[5] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  await query(sql`
    with people as (
      insert into people (team_id, id, name, is_practice, fields, created_at)
      select teams.id, gen_random_uuid(), 'Crowd ' || n % 7, false, '{}', now() from teams, generate_series(1, 1234) as n
      returning team_id, id),
    numbers as (
      insert into phones (team_id, address, kind, person_id, position, created_at)
      select team_id, '+1415555' || (1000 + row_number() over ()), 'phone_number', id, 0, now() from people)
    insert into conversations (team_id, id, person_id, created_at)
    select team_id, gen_random_uuid(), id, now() from people`);
  const rows = await download('/api/v1/exports/people.csv?search=crowd');
  assert.equal(rows.length, 1235);
  assert.equal((await office.ask('GET', `/api/v1/exports/people.csv?search=${'x'.repeat(201)}`)).status, 422);
});

test('those who fit a filter are in the file; one that cannot be read, or that names what there is not, is refused', async () => {
  const crew = (await office.must('GET', '/api/v1/groups')).items.find((group: Json) => group.name === 'Crew');
  const ask = (filter: unknown) =>
    office.ask('GET', `/api/v1/exports/people.csv?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  const inGroup = (groupId: string) => ({ match: 'all', conditions: [{ kind: 'group', groupId, isIn: true }] });
  const [, ...rows] = readCsv(`\u{feff}${(await ask(inGroup(crew.id))).text}`);
  assert.deepEqual(
    rows.map(([name]) => name),
    ["'=1+1"],
  );
  assert.equal((await ask(inGroup(crypto.randomUUID()))).status, 400);
  for (const wrong of ['x', { match: 'none', conditions: [] }, { match: 'all', conditions: [{ kind: 'x' }] }])
    assert.ok([400, 422].includes((await ask(wrong)).status), JSON.stringify(wrong));
  assert.equal((await office.ask('GET', '/api/v1/exports/people.csv?filter={')).status, 400);
});

test('a file of people that is brought back changes nobody', async () => {
  const desk = importing(office);
  const file = (await office.ask('GET', '/api/v1/exports/people.csv')).text;
  const { rows, counts } = await desk.checks(file);
  assert.deepEqual(counts, { new: 0, change: 0, same: rows, repeat: 0, rejected: 0, kept: 0 });
  assert.equal(rows, 1234 + nasty.length + 2);
});

test('a conversation comes out as a file: who wrote what when, and what became of it', async () => {
  await office.texts('Ana', '=HYPERLINK("https://evil.example", "a,b")');
  await phone('Ana').texts('Line one\nline "two"');
  await office.shouldSeeStatus('Ana', 'delivered');
  await office.shouldSee('Ana', ['us: =HYPERLINK("https://evil.example", "a,b")', 'them: Line one\nline "two"']);
  const [head = [], ours = [], theirs = []] = await download(
    `/api/v1/conversations/${office.conversationWith('Ana')}/transcript.csv`,
  );
  const cells = (row: string[]) => Object.fromEntries(head.map((name, at) => [name, row[at]]));
  assert.equal(cells(ours).Text, `'=HYPERLINK("https://evil.example", "a,b")`);
  assert.deepEqual(
    [cells(ours).Direction, cells(ours)['Sent by'], cells(ours).Status, cells(ours).Person],
    ['out', 'Nora Lindqvist', 'delivered', 'Ana'],
  );
  assert.deepEqual([cells(theirs).Direction, cells(theirs).Text], ['in', 'Line one\nline "two"']);
  assert.equal((await newestAct()).kind, 'conversation.exported');
  const unknown = await office.ask('GET', `/api/v1/conversations/${crypto.randomUUID()}/transcript.csv`);
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'not_found']);
});

test('all texts of some days come out for managers, by the calendar of the team', async () => {
  const { timeZone } = (await query(sql`select time_zone as "timeZone" from teams`))[0];
  const today = Temporal.Now.plainDateISO(timeZone);
  const path = (from: Temporal.PlainDate, until = from) => `/api/v1/exports/texts.csv?from=${from}&until=${until}`;
  const { count } = (await query(sql`select count(*)::int as count from messages`))[0];
  // A text may have been written just before midnight.
  assert.equal((await download(path(today.subtract({ days: 1 }), today))).length, count + 1);
  assert.equal((await download(path(today.add({ days: 1 })))).length, 1);
  assert.equal((await office.ask('GET', path(today, today.subtract({ days: 1 })))).status, 422);
  for (const search of ['', '?from=2026-02-30&until=2026-03-01', '?from=2026-01-01', '?from=1&from=2&until=3'])
    assert.equal((await office.ask('GET', `/api/v1/exports/texts.csv${search}`)).status, 422);
});

test('files of the whole team are for managers, and none is for whoever was sent away', async () => {
  const rosa = await office.colleague('Rosa');
  const own = `/api/v1/conversations/${office.conversationWith('Ana')}/transcript.csv`;
  const whole = ['/api/v1/exports/people.csv', '/api/v1/exports/texts.csv?from=2026-01-01&until=2026-01-02'];
  await download(own, rosa as typeof office);
  for (const path of whole) assert.equal((await rosa.ask('GET', path)).status, 403);
  await office.must('POST', `/api/v1/members/${rosa.memberId}/deactivation`, {});
  for (const path of [own, ...whole]) assert.equal((await rosa.ask('GET', path)).status, 401);
});

/** A file of each kind that is larger than what lies between the database and a browser: what is the way to it. */
const large: Record<string, () => Promise<string>> = {
  async 'of people'() {
    await query(
      sql`update people set fields = jsonb_build_object('Long', repeat('long ', 20000)) where name like 'Crowd%'`,
    );
    return '/api/v1/exports/people.csv';
  },
  async 'of a round'() {
    const ana = (await office.must('GET', '/api/v1/people?search=ana')).items[0].id;
    const { id } = await office.must('POST', '/api/v1/questions', someday([ana]));
    const { id: roundId } = await office.must('POST', `/api/v1/questions/${id}/rounds`);
    const answers = [{ value: { kind: 'choice', ids: ['yes'] }, words: 'long '.repeat(20000), isLate: false }];
    await query(sql`
      insert into asks (team_id, id, round_id, person_id, conversation_id, state, due_at, closes_at, state_at, answers)
      select people.team_id, gen_random_uuid(), ${roundId}, people.id, conversations.id, 'answered', now(), now(), now(),
        ${JSON.stringify(answers)}
      from people join conversations on person_id = people.id where name like 'Crowd%'`);
    return `/api/v1/rounds/${roundId}/export.csv`;
  },
  async 'of rejected rows'() {
    const rows = Array.from({ length: 400 }, () => 'long '.repeat(20000));
    const { id } = await importing(office).checks(`Name,Phone\n${rows.join(',\n')},\n`);
    return `/api/v1/imports/${id}/rejected.csv`;
  },
};

for (const [kind, make] of Object.entries(large))
  test(`whoever is sent away while their file ${kind} is written gets no more of it`, async () => {
    const path = await make();
    const omar = await office.colleague(`Omar${Object.keys(large).indexOf(kind)}`, 'manager');
    const answer = await fetch(`${world.url}${path}`, { headers: { cookie: omar.cookie() } });
    assert.equal(answer.status, 200);
    const reader = answer.body?.getReader();
    await reader?.read();
    await office.must('POST', `/api/v1/members/${omar.memberId}/deactivation`, {});
    await assert.rejects(async () => {
      while (!(await reader?.read())?.done);
    });
  });
