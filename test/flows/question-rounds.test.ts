import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openAsking, openClock, saturday } from '../support/asking.ts';
import type { Json } from '../support/browser.ts';
import { cast, type Name } from '../support/cast.ts';
import { holding } from '../support/held.ts';
import { inboundText, post } from '../support/twilio-posts.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const start = '2026-11-27T15:00:00Z';
const clock = openClock(start);
const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah', 'Gus', 'Ivo', 'Jo', 'Kofi', 'Lena'];
const world = await openOfficeHours(names, { clock });
const { office, phone, query } = world;
const asking = openAsking(world);
const people: Record<string, string> = {};
for (const { id, name } of (await office.must('GET', '/api/v1/people')).items) people[name] = id;

const audience = (...some: Name[]) => ({ groupIds: [], personIds: some.map((name) => people[name] as string) });

/** Asks some people now, and answers the round. */
async function asks(some: Name[], changes: Json = {}, name = 'Saturday?'): Promise<string> {
  const question = await asking.saves({
    name,
    content: { ...saturday([]).content, audience: audience(...some), ...changes },
  });
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await until('all to be asked', async () => {
    const states = Object.values(await asking.standing(id));
    return states.length === some.length && states.every((state) => state !== 'waiting');
  });
  // Nobody is reminded of what has not left.
  await until('it to leave', async () => (await unsent(id)).length === 0);
  return id;
}

const unsent = (round: string) =>
  query(sql`select from ask_texts join asks on asks.id = ask_id join messages on messages.id = message_id
    where round_id = ${round} and messages.status in ('queued', 'sending')`);

const texts = (from: Name | string, body: string) =>
  post(
    world.line.webhooks.inbound,
    inboundText(from in cast ? cast[from as Name] : from, body, { To: world.line.number }),
  );

const nudges = { afterMinutes: 60, most: 2, words: ['Still there?', 'Last call.'] };

test('only the silent are reminded, with other words each time, and no more often than the question says', async () => {
  const round = await asks(['Ana', 'Ben'], { nudges });
  assert.equal(await texts('Ana', 'yes'), 204);
  clock.on(61);
  await phone('Ben').shouldHear('Still there?');
  await until('that to be on record', async () => (await unsent(round)).length === 0);
  clock.on(61);
  await phone('Ben').shouldHear('Last call.');
  clock.on(61);
  await until('nobody to be reminded any more', async () =>
    (await asking.asks(round)).every(({ nextNudgeAt }) => nextNudgeAt === null),
  );
  const nudged = Object.fromEntries((await asking.asks(round)).map((ask) => [ask.person.name, ask.nudged]));
  assert.deepEqual(nudged, { Ana: 0, Ben: 2 });
  const heard = (await phone('Ana').screen()).map(({ body }) => body);
  assert.ok(!heard.includes('Still there?') && !heard.includes('Last call.'));
  clock.to(start);
});

test('whoever answers in the very moment in which the reminder is written is not reminded', async () => {
  const round = await asks(['Chidi'], { nudges: { ...nudges, words: ['Chidi?'] } });
  const conversation = sql`select from conversations where id = ${office.conversationWith('Chidi')} for no key update`;
  let answered: Promise<number> | undefined;
  await holding(world.app.floor.db, conversation, async (queue) => {
    // First the answer waits for the conversation, and behind it the reminder, which is due by now.
    answered = texts('Chidi', 'yes');
    await queue(1);
    clock.on(61);
    const reminder = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
      and query ilike 'select from conversations where team_id = % order by id for no key update%'`;
    await until('the reminder to wait', async () => (await queue(1)) && (await query(reminder)).length > 0);
  });
  assert.equal(await answered, 204);
  await until('the reminder to be off', async () => (await asking.asks(round))[0]?.nextNudgeAt === null);
  assert.deepEqual(await asking.standing(round), { Chidi: 'answered yes' });
  const [{ count }] = await query(
    sql`select count(*)::int as count from ask_texts where part = 'nudge' and conversation_id = ${office.conversationWith('Chidi')}`,
  );
  assert.equal(count, 0);
  clock.to(start);
});

test('a reminder that waits in the queue is taken back when they answer', async () => {
  const round = await asks(['Dana'], { nudges: { ...nudges, words: ['Dana?'] } });
  await office.must('POST', `/api/v1/lines/${world.line.id}/pause`, {});
  clock.on(61);
  await until('the reminder', async () => (await asking.asks(round))[0]?.nudged === 1);
  assert.equal(await texts('Dana', 'no'), 204);
  const reminder = ((await office.messages('Dana')) as Json[]).find(({ body }) => body === 'Dana?');
  assert.equal(reminder?.status, 'canceled');
  assert.equal(reminder?.question.part, 'nudge');
  await office.must('DELETE', `/api/v1/lines/${world.line.id}/pause`);
  clock.to(start);
});

test('of fifty who say yes at once exactly one gets the last place, and the others hear that it is filled', async () => {
  const crowd: Json[] = [];
  for (let at = 0; at < 50; at++) {
    crowd.push(await office.must('POST', '/api/v1/people', { name: `Person ${at}`, phones: [`+1212555${1000 + at}`] }));
  }
  const question = await asking.saves({
    name: 'One driver',
    content: {
      ...saturday([]).content,
      audience: { groupIds: [], personIds: crowd.map(({ id }) => id) },
      quota: { id: 'yes', places: 1, filled: 'Thank you, somebody was quicker.' },
      thanks: 'You have it.',
    },
  });
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await until('all to be asked', async () => (await asking.board(id)).counts.asked === 50);
  const answers = await Promise.all(crowd.map((_, at) => texts(`+1212555${1000 + at}`, 'Yes')));
  assert.ok(answers.every((status) => status === 204));
  // Only those that the database has not taken in within a minute are in the journal first.
  await until('all to be counted', async () => (await asking.board(id)).counts.answered === 50);
  assert.equal((await asking.board(id)).placesTaken, 1);
  const all = await asking.asks(id);
  assert.equal(all.filter(({ place }) => place === 1).length, 1);
  const said =
    await query(sql`select body, count(*)::int as count from messages join ask_texts on ask_texts.message_id = messages.id
    where part in ('filled', 'thanks') group by body order by count`);
  assert.deepEqual(said, [
    { body: 'You have it.', count: 1 },
    { body: 'Thank you, somebody was quicker.', count: 49 },
  ]);
  // Whoever had it gives it back, and the next who says so gets it.
  const holder = all.find(({ place }) => place === 1)!;
  const other = all.find(({ place }) => place === null)!;
  const set = (ask: Json, ids: string[]) =>
    office.must('PUT', `/api/v1/asks/${ask.id}/answer`, { value: { kind: 'choice', ids } });
  await set(holder, ['no']);
  assert.equal((await set(other, ['yes'])).place, 1);
});

test('several questions: the next goes out when the last is understood, and an answer may lead to the end', async () => {
  const steps = [
    { words: 'Can you drive?', answering: { kind: 'yes_no' }, branches: [{ when: { ids: ['no'] }, goTo: 'end' }] },
    { words: 'How many boxes?', answering: { kind: 'number' } },
  ];
  const round = await asks(['Emre', 'Farah'], { steps, thanks: 'Noted.' });
  await texts('Emre', 'no');
  await phone('Emre').shouldHear('Noted.');
  await texts('Farah', 'yes');
  await phone('Farah').shouldHear('How many boxes?');
  assert.equal((await asking.standing(round)).Farah, 'asked yes');
  await texts('Farah', '7');
  await phone('Farah').shouldHear('Noted.');
  assert.deepEqual(await asking.standing(round), { Emre: 'answered no', Farah: 'answered yes 7' });
  assert.ok(!(await phone('Emre').screen()).some(({ body }) => body === 'How many boxes?'));
});

test('rules: a no is given to somebody, with a note that mentions them; silence texts, and puts into a group', async () => {
  const me = await office.must('GET', '/api/v1/me');
  const rules = [
    { when: { step: 0, answer: { ids: ['no'] } }, act: { kind: 'assign', memberId: me.id } },
    { when: { step: 0, answer: { ids: ['no'] } }, act: { kind: 'alert', memberIds: [me.id] } },
    { when: { silentForMinutes: 30 }, act: { kind: 'group', name: 'Silent' } },
    { when: { silentForMinutes: 30 }, act: { kind: 'text', words: 'We will call you.' } },
  ];
  await asks(['Gus', 'Ivo'], { rules });
  await texts('Gus', 'No, I am away');
  const conversation = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Gus')}`);
  assert.equal(conversation.assignee.id, me.id);
  const { items } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Gus')}/timeline`);
  const note = items.find(({ kind }: Json) => kind === 'note')?.note;
  assert.deepEqual([note.body, note.mentions[0].id], ['Saturday?: “No, I am away”', me.id]);
  clock.on(31);
  await phone('Ivo').shouldHear('We will call you.');
  assert.deepEqual((await office.must('GET', `/api/v1/people/${people.Ivo}`)).groups, ['Silent']);
  assert.deepEqual((await office.must('GET', `/api/v1/people/${people.Gus}`)).groups, []);
  clock.to(start);
});

test('whoever has said anything is not silent, also when nobody understood it', async () => {
  const rules = [{ when: { silentForMinutes: 30 }, act: { kind: 'text', words: 'Are you there?' } }];
  const round = await asks(['Ana', 'Lena'], { rules }, 'Silence');
  await texts('Lena', 'Purple');
  await phone('Lena').shouldHear('Sorry, I did not understand. Please answer yes or no.');
  clock.on(31);
  await phone('Ana').shouldHear('Are you there?');
  await until('all to be looked at', async () => {
    const left = await query(sql`select from asks where round_id = ${round}::uuid and next_silence_at is not null`);
    return left.length === 0;
  });
  const heard = ((await office.messages('Lena')) as Json[]).map(({ body }) => body);
  assert.ok(!heard.includes('Are you there?'));
  clock.to(start);
});

test('what was set by hand before their turn is not asked once more', async () => {
  await asks(['Kofi'], {}, 'First');
  const steps = [
    { words: 'Kofi, can you drive?', answering: { kind: 'yes_no' } },
    { words: 'Kofi, how many boxes?', answering: { kind: 'number' } },
  ];
  const content = { ...saturday([]).content, audience: audience('Kofi'), steps, overlap: 'wait' as const };
  const question = await office.must('POST', '/api/v1/questions', { name: 'Second', content });
  const { id } = await office.must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  const [{ id: askId }] = await until('it to wait', async () => {
    const all = await asking.asks(id);
    return all[0]?.state === 'waiting' && (all as [Json]);
  });
  await office.must('PUT', `/api/v1/asks/${askId}/answer`, { value: { kind: 'choice', ids: ['yes'] } });
  await texts('Kofi', 'yes');
  await phone('Kofi').shouldHear('Kofi, how many boxes?');
  await texts('Kofi', '7');
  assert.deepEqual(await asking.standing(id), { Kofi: 'answered yes 7' });
  const heard = (await phone('Kofi').screen()).map(({ body }) => body);
  assert.ok(!heard.includes('Kofi, can you drive?'));
  const asked = await query(sql`select part, step from ask_texts where ask_id = ${askId}::uuid`);
  assert.deepEqual(asked, [{ part: 'question', step: 1 }]);
  clock.to(start);
});

test('a question is taught a phrase, with what else would change told before', async () => {
  const round = await asks(['Jo'], { mostReasked: 0 }, 'Jo?');
  await texts('Jo', 'Wilco');
  const [{ questionId }] = [await asking.board(round).then(({ round }) => round)];
  const lesson = { step: 0, phrase: 'Wilco', value: { kind: 'choice', ids: ['yes'] } };
  const would = (await office.must('POST', `/api/v1/questions/${questionId}/lesson-trials`, lesson)).items;
  assert.deepEqual(
    would.map(({ words, before, after }: Json) => [words, before, after.ids]),
    [['Wilco', null, ['yes']]],
  );
  assert.equal((await asking.standing(round)).Jo, 'unclear');
  await office.must('POST', `/api/v1/questions/${questionId}/lessons`, lesson);
  assert.equal((await asking.standing(round)).Jo, 'answered yes');
  assert.equal((await office.must('GET', `/api/v1/questions/${questionId}/lessons`)).items.length, 1);
});

test('a round is exported as it is, and no cell of it is a formula', async () => {
  const round = await asks(['Ana'], { steps: [{ words: '=Any news?', answering: { kind: 'text' } }] }, 'News');
  await texts('Ana', '=HYPERLINK("https://evil.example", "a,b")');
  const answer = await fetch(`${world.url}/api/v1/rounds/${round}/export.csv`, {
    headers: { cookie: office.cookie() },
  });
  assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
  const [head, line] = (await answer.text()).split('\r\n');
  assert.match(head ?? '', /,'=Any news\?,words,late,set by$/);
  assert.match(line ?? '', /^2026-11-27,Ana,'\+12125550101,answered,/);
  assert.ok(line?.includes(`"'=HYPERLINK(""https://evil.example"", ""a,b"")"`), String(line));
});

test('all who are silent are reminded by hand, once, however often that is asked', async () => {
  const round = await asks(['Emre', 'Farah'], { nudges: { ...nudges, words: ['By hand?'] } }, 'By hand');
  await texts('Emre', 'yes');
  const press = () => office.must('POST', `/api/v1/rounds/${round}/nudges`, {});
  const pressed = await Promise.all([press(), press()]);
  assert.equal(pressed[0].count + pressed[1].count, 1);
  await phone('Farah').shouldHear('By hand?');
  assert.equal((await press()).count, 0);
});

test('whoever is away, has opted out or cannot be reached is skipped, with the reason; those who said no are texted', async () => {
  await office.must('PUT', `/api/v1/people/${people.Ben}/time-off`, {
    leave: [{ from: '2026-11-20', until: '2026-12-01' }],
  });
  await phone('Chidi').texts('STOP');
  const round = await asks(['Ben', 'Chidi', 'Dana'], {}, 'Skips');
  assert.deepEqual(await asking.standing(round), {
    Ben: 'skipped on_leave',
    Chidi: 'skipped opted_out',
    Dana: 'asked',
  });
  await texts('Dana', 'no');
  const text = { to: { ids: ['no'] }, body: 'A pity, {first name}.' };
  const sends = () => office.must('POST', `/api/v1/rounds/${round}/texts`, text, { 'idempotency-key': 'a-pity' });
  const counts = await Promise.all([sends(), sends()]);
  assert.equal(counts[0].count + counts[1].count, 1, 'A button that is pressed twice sends once.');
  await phone('Dana').shouldHear('A pity, Dana.');
  const grid = await office.must('GET', `/api/v1/questions/${(await asking.board(round)).round.questionId}/grid`);
  assert.deepEqual(
    grid.items.map(({ person, cells }: Json) => [person.name, cells[0].state, cells[0].skippedBecause]),
    [
      ['Ben', 'skipped', 'on_leave'],
      ['Chidi', 'skipped', 'opted_out'],
      ['Dana', 'answered', null],
    ],
  );
});

test('whom no text reached is told apart from who is silent, until one does', async () => {
  await phone('Jo').behaves({ delivery: 'undelivered', errorCode: 30003 });
  const id = await asks(['Ana', 'Jo']);
  const unreached = async () =>
    (await asking.asks(id)).filter(({ isUndelivered }) => isUndelivered).map(({ person }) => person.name);
  await until('the report to come', async () => (await unreached()).join() === 'Jo');

  await phone('Jo').behaves({ delivery: 'delivered' });
  const { items } = await office.must('GET', `/api/v1/conversations/${office.conversationWith('Jo')}/messages`);
  await office.must('POST', `/api/v1/messages/${items.at(-1).id}/retry`, {});
  assert.deepEqual(await unreached(), [], 'It is on its way once more.');
});

test('whom silence has put into a group is shown in it in the inbox, when nothing else happens', async () => {
  const rowOf = async () =>
    (await office.must('GET', `/api/v1/conversations?view=all&ids=${office.conversationWith('Jo')}`)).items[0];
  await asks(['Jo'], { rules: [{ when: { silentForMinutes: 30 }, act: { kind: 'group', name: 'Quiet' } }] }, 'Quiet?');
  await office.shouldSeeStatus('Jo', 'delivered');
  assert.deepEqual((await rowOf()).person.groups, []);
  clock.on(31);
  await until('the group', async () => (await rowOf()).person.groups.includes('Quiet'));
  clock.to(start);
});
