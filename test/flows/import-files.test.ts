import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { sql } from 'kysely';
import { importing } from '../support/importing.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const world = await openOfficeHours(['Ana']);
const { office, query, count } = world;
const desk = importing(office);
const csv = (...rows: string[]) => `${rows.join('\n')}\n`;
const send = (file: string | Uint8Array) =>
  office.ask('POST', '/api/v1/imports?name=x.csv', file, { 'content-type': 'text/csv' });
const find = async (search: string) => (await office.must('GET', `/api/v1/people?search=${search}`)).items;

test('files of all kinds are read, whatever wrote them', async () => {
  const text = 'Nombre;Teléfono;Turno\nZoë Müller;+1 415 555 5001;Mañana\n';
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replaceAll(';', '\t'), 'utf16le')]);
  for (const [file, encoding, delimiter] of [
    [Buffer.from(text), 'utf-8', ';'],
    [utf16, 'utf-16le', '\t'],
    [Buffer.from(text, 'latin1'), 'windows-1252', ';'],
    [Buffer.from(`\ufeff${text}`), 'utf-8', ';'],
  ] as const) {
    const checked = await desk.checks(file);
    assert.deepEqual([checked.encoding, checked.delimiter, checked.counts.new], [encoding, delimiter, 1]);
    const [row] = await desk.rows(checked.id, 'new');
    assert.deepEqual([row.name, row.phones, row.fields], ['Zoë Müller', ['+14155555001'], { Turno: 'Mañana' }]);
    await office.must('DELETE', `/api/v1/imports/${checked.id}`);
  }
  assert.deepEqual([await count('imports'), await count('import_rows'), await count('import_blocks')], [0, 0, 0]);
});

test('what is no list of people is refused in words, and nothing of it stays', async () => {
  const files: [file: string | Uint8Array, code: string, words: RegExp][] = [
    ['', 'unreadable', /empty/],
    ['\n \n,,\n', 'unreadable', /empty/],
    [Buffer.from('504b030414000600', 'hex'), 'unreadable', /workbook/],
    [Buffer.from('%PDF-1.7'), 'unreadable', /PDF/],
    [`Name,Phone\n${'x'.repeat(10_000_000)}`, 'unreadable', /Line 2 is too long/],
    ['Name,Phone\nAna,"12\n', 'unreadable', /row of line 2 is never closed/],
    [`${'a,'.repeat(600)}\n`, 'unreadable', /more than 500 columns/],
  ];
  for (const [file, code, words] of files) {
    const { status, body } = await send(file);
    assert.deepEqual([status, body.code], [400, code]);
    assert.match(body.message, words);
  }
  assert.deepEqual([await count('imports'), await count('import_blocks')], [0, 0]);
});

test('only a header is an import of nobody', async () => {
  const checked = await desk.checks('Name,Phone\n');
  assert.deepEqual([checked.rows, checked.counts.new, checked.state], [0, 0, 'checked']);
});

test('a row is never half of a person: whatever is wrong with it is said', async () => {
  const checked = await desk.checks(
    csv(
      'Name,Phone,Phone 2,Time zone,Opted out,Note',
      'A,,,,,',
      'B,+14155555101,nonsense,,,',
      'C,+14155555102,,Mars/Olympus,,',
      'D,+14155555103,,,perhaps,',
      `${'E'.repeat(201)},+14155555104,,,,`,
      `F,+14155555105,,,,${'x'.repeat(2001)}`,
      'G,+14155555106,,,,,one cell too many',
      'H,+14155555107,,,,,,,',
      '\u202eI\u0000,+14155555108,,,,"=1+1"',
    ),
  );
  assert.deepEqual(
    (await desk.rows(checked.id, 'rejected')).map(({ line, reason, about }) => [line, reason, about?.slice(0, 12)]),
    [
      [2, 'There is no phone number in this row.', undefined],
      [3, 'Type the number in digits, with the country code, like +1 415 555 2671.', 'nonsense'],
      [4, 'There is no such time zone.', 'Mars/Olympus'],
      [5, 'Whether they have opted out is not clear: write yes, no or a date.', 'perhaps'],
      [6, 'A name can have 200 characters.', 'EEEEEEEEEEEE'],
      [7, 'A field can have 2,000 characters.', 'xxxxxxxxxxxx'],
      [8, 'This row has more cells than there are columns.', 'one cell too'],
    ],
  );
  const fresh = await desk.rows(checked.id, 'new');
  assert.deepEqual(
    fresh.map(({ name, fields }) => [name, fields]),
    [
      ['H', {}],
      ['I', { Note: '=1+1' }],
    ],
  );
  const { text } = await office.ask('GET', `/api/v1/imports/${checked.id}/rejected.csv`);
  assert.match(text, /^Line,Reason,Name,Phone,Phone 2,/);
  const spanish = (await office.ask('GET', `/api/v1/imports/${checked.id}/rejected.csv?language=es`)).text;
  const [heading, ...left] = spanish.split('\r\n');
  assert.equal(heading, text.split('\r\n')[0], 'Whoever reads it by program finds the same columns.');
  assert.match(left[0]!, /^2,En esta fila no hay número de teléfono\.,A,/);
  for (const { reason } of await desk.rows(checked.id, 'rejected'))
    assert.ok(!spanish.includes(reason), `“${reason}” is said in Spanish.`);
  const again = await desk.checks(text.replace("B,'+14155555101,nonsense", "B,'+14155555101,"));
  assert.deepEqual([again.counts.new, again.counts.rejected], [1, 6], 'What is corrected comes in.');
});

test('no heading is taken for more than a heading', async () => {
  const checked = await desk.checks(
    csv(
      'Name,Phone,team_id,__proto__,constructor,toString,Name,Shift,shift',
      'Odd,+14155555201,9,polluted,a,b,Two,x,y',
    ),
  );
  await desk.writes(checked.id);
  const [odd] = await find('5555201');
  assert.deepEqual(odd.fields, { constructor: 'a', toString: 'b', Name: 'Two', Shift: 'x', 'shift (2)': 'y' });
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
  const teams = await query(sql`select distinct team_id from people`);
  assert.equal(teams.length, 1);
  const wrong = await office.ask('PATCH', `/api/v1/imports/${(await desk.brings('Phone,A\n1,2\n')).id}`, {
    matching: [
      { meaning: 'phone', field: null },
      { meaning: 'field', field: '__proto__' },
    ],
  });
  assert.deepEqual([wrong.status, Object.keys(wrong.body.fields)], [422, ['matching.1']]);
});

test('what a field holds has to be of its kind', async () => {
  await office.must('POST', '/api/v1/person-fields', { name: 'Born', kind: 'date', choices: [] });
  await office.must('POST', '/api/v1/person-fields', { name: 'Has a van', kind: 'yes_no', choices: [] });
  const checked = await desk.checks(
    csv('Phone,born,Has a VAN', '+14155555301,1990-02-03,Yes', '+14155555302,next week,no', '+14155555303,,maybe'),
  );
  assert.deepEqual(
    (await desk.rows(checked.id, 'rejected')).map(({ reason, about }) => [reason, about]),
    [
      ['Write the date as 2026-11-27.', 'Born: next week'],
      ['Write yes or no.', 'Has a van: maybe'],
    ],
  );
  const [row] = await desk.rows(checked.id, 'new');
  assert.deepEqual(row.fields, { Born: '1990-02-03', 'Has a van': 'yes' });
});

test('nobody is put into a group that has a rule', async () => {
  const rule = { match: 'all', conditions: [{ kind: 'words', contains: 'Rule' }] };
  const made = await office.ask('POST', '/api/v1/groups', { name: 'By rule', rule });
  assert.equal(made.status, 201, made.text);
  const file = csv('Name,Phone,Groups', 'Ruth Rule,+14155555351,By rule; By hand');
  const { id } = await desk.brings(file);
  const refused = await office.ask('PATCH', `/api/v1/imports/${id}`, { defaults: { group: 'By rule' } });
  assert.deepEqual([refused.status, Object.keys(refused.body.fields)], [422, ['group']]);
  const checked = await desk.checks(file);
  const before = await count('people');
  await desk.writes(checked.id);
  assert.deepEqual((await query(sql`select name from group_members join groups on groups.id = group_id`)).length, 1);
  await desk.undoes(checked.id);
  assert.equal(await count('people'), before);
});

test('the next file with the same header is taken for the same, and a header is no must', async () => {
  const first = await desk.brings(csv('Who,Reach,Extra', 'Jo,+14155555401,z'));
  const matching = [
    { meaning: 'name', field: null },
    { meaning: 'phone', field: null },
    { meaning: 'field', field: 'More' },
  ];
  await office.must('PATCH', `/api/v1/imports/${first.id}`, { matching, defaults: { existing: 'replace' } });
  await office.must('POST', `/api/v1/imports/${first.id}/check`);
  await desk.settles(first.id);
  const second = await desk.brings(csv('who,REACH,extra ', 'Kim,+14155555402,y'));
  assert.deepEqual(
    second.columns.map(({ meaning, field }: { meaning: string; field: string | null }) => ({ meaning, field })),
    matching,
  );
  assert.equal(second.defaults.existing, 'replace');
  const bare = await desk.brings(csv('Lou,+14155555403', 'Max,+14155555404'));
  assert.equal(bare.hasHeader, false);
  await office.must('POST', `/api/v1/imports/${bare.id}/check`);
  assert.equal((await desk.settles(bare.id)).counts.new, 2);
});

test('what is exported is imported unchanged', async () => {
  await office.must('POST', '/api/v1/people', {
    name: "=cmd|'/c calc'!A1",
    phones: ['+14155555501', '+447911123456'],
    groups: ['Drivers; north', 'Cooks', '"Quoted"'],
    fields: { Shift: '-5', 'A, "B"': '+x', Born: '1990-02-03' },
    timeZone: 'America/Denver',
  });
  const [person] = await find('5555501');
  await office.must('PUT', `/api/v1/people/${person.id}/opt-out`, { words: 'By phone' });
  const { text } = await office.ask('GET', '/api/v1/exports/people.csv');
  const checked = await desk.checks(text, { defaults: { existing: 'replace' } });
  const { counts, rows } = checked;
  assert.deepEqual([counts.same, counts.new, counts.change, counts.rejected, counts.repeat], [rows, 0, 0, 0, 0]);
  const before = (await find('5555501'))[0];
  await office.must('DELETE', `/api/v1/people/${person.id}`);
  const again = await desk.checks(text, { defaults: { existing: 'replace' } });
  await desk.writes(again.id);
  const after = (await find('5555501'))[0];
  const { id: _, conversationId: __, createdAt: ___, ...same } = before;
  const { id: ____, conversationId: _____, createdAt: ______, ...found } = after;
  assert.deepEqual(found, same);
});

test('one import of a team is written at a time; it can be stopped, gone on with and undone', async () => {
  const rows = Array.from({ length: 9000 }, (_, n) => `P${n},+1415${6_000_000 + n}`);
  const large = await desk.checks(csv('Name,Phone', ...rows));
  const small = await desk.checks(csv('Name,Phone', 'Sam,+14155555601'));
  const before = await count('people');
  await office.must('POST', `/api/v1/imports/${large.id}/writing`);
  const second = await office.ask('POST', `/api/v1/imports/${small.id}/writing`);
  assert.deepEqual([second.status, second.body.code], [409, 'import_under_way']);
  const stopped = await office.ask('DELETE', `/api/v1/imports/${large.id}/writing`);
  if (stopped.status === 200) {
    assert.equal((await desk.settles(large.id)).state, 'stopped');
    await desk.writes(large.id);
  }
  assert.equal((await desk.settles(large.id)).state, 'written');
  assert.equal(await count('people'), before + 9000);
  await desk.undoes(large.id);
  assert.equal(await count('people'), before);
  assert.equal((await desk.writes(small.id)).state, 'written');
  assert.equal((await office.ask('POST', `/api/v1/imports/${small.id}/writing`)).body.code, 'changed_since');
});

test('whoever comes or changes between the look and the writing keeps their place', async () => {
  const vera = await office.must('POST', '/api/v1/people', { name: 'Vera', phones: ['+14155555701'] });
  const checked = await desk.checks(
    csv('Name,Phone,Shift', 'Veronica,+14155555701,Late', 'New,+14155555702,Early', 'Other,+14155555703,Early'),
    { defaults: { existing: 'replace' } },
  );
  assert.deepEqual([checked.counts.new, checked.counts.change], [2, 1]);
  await office.must('PATCH', `/api/v1/people/${vera.id}`, { name: 'Vera Cruz' });
  await office.must('POST', '/api/v1/people', { name: 'First', phones: ['+14155555702'] });
  const written = await desk.writes(checked.id);
  assert.deepEqual([written.counts.new, written.counts.rejected], [1, 1]);
  const [rejected] = await desk.rows(checked.id, 'rejected');
  assert.deepEqual([rejected.line, rejected.reason], [3, 'Somebody got this number while the import was under way.']);
  const now = await office.must('GET', `/api/v1/people/${vera.id}`);
  assert.deepEqual([now.name, now.fields], ['Vera Cruz', { Shift: 'Late' }]);
  assert.equal((await find('5555702'))[0].name, 'First');
});

test('members may not import; and a file that stops coming leaves nothing', async () => {
  const mo = await office.colleague('Mo');
  assert.equal((await mo.ask('POST', '/api/v1/imports', 'Phone\n1\n', { 'content-type': 'text/csv' })).status, 403);
  const before = await count('imports');
  const { host, port } = new URL(world.url) as unknown as { host: string; port: string };
  assert.ok(host);
  const half = request({
    host: '127.0.0.1',
    port,
    method: 'POST',
    path: '/api/v1/imports',
    headers: { cookie: office.cookie(), 'content-type': 'text/csv', 'content-length': 1_000_000 },
  });
  half.on('error', () => {});
  half.write(`Name,Phone\n${'Ana,+14155555801\n'.repeat(5000)}`);
  await until('the file to be on its way', async () => (await count('imports')) === before + 1);
  half.destroy();
  await until('nothing of it to be left', async () => (await count('imports')) === before);
});

test('the rows of a file are for owners and managers', async () => {
  const checked = await desk.checks(csv('Name,Phone', 'Priv,12'));
  const po = await office.colleague('Po');
  for (const path of ['rows', 'rejected.csv'])
    assert.equal((await po.ask('GET', `/api/v1/imports/${checked.id}/${path}`)).status, 403, path);
  const examples = async (by: typeof office) => {
    const { columns } = await by.must('GET', `/api/v1/imports/${checked.id}`);
    const { items } = await by.must('GET', '/api/v1/imports');
    assert.deepEqual(items[0].columns, columns);
    return columns.map(({ heading, examples }: { heading: string; examples: string[] }) => [heading, ...examples]);
  };
  assert.deepEqual(await examples(office), [
    ['Name', 'Priv'],
    ['Phone', '12'],
  ]);
  assert.deepEqual(await examples(po), [['Name'], ['Phone']]);
});

test('a person gets no more fields than they can have', async () => {
  const names = Array.from({ length: 101 }, (_, n) => `F${n}`);
  const { id } = await desk.brings(
    csv(
      `Phone,${names}`,
      `+14155555901,${names.map(() => 'x')}`,
      `+14155555902,${names.map((_, n) => (n ? 'x' : ''))}`,
    ),
  );
  await office.must('POST', `/api/v1/imports/${id}/check`);
  const { counts } = await desk.settles(id);
  assert.deepEqual([counts.new, counts.rejected], [1, 1]);
  assert.equal((await desk.rows(id, 'rejected'))[0].reason, 'A person can have 100 fields.');
});
