import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Json } from '../support/browser.ts';
import { cast, type Name } from '../support/cast.ts';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const names: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana'];
const world = await openOfficeHours(names);
const { office, phone } = world;
const people: Record<string, Json> = {};
for (const person of (await office.must('GET', '/api/v1/people')).items) people[person.name] = person;

const who = fc.constantFrom(...names);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('hear' as const), name: who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('say' as const), name: who }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('merge' as const), name: who, other: who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), name: who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), name: who }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

let count = 0;
/** Of each text that was said, whose number it is of. */
const said = new Map<string, Name>();
/** What was heard, and surely not been read since: reading may come at the same time. */
const unread = new Set<string>();

/** Old addresses lead to the one who has it all today, as in a browser. */
async function follow(method: string, path: string, body?: unknown): Promise<Json> {
  for (let to = path; ; ) {
    const answer = await office.ask(method, to, body);
    if (answer.status !== 308) return answer;
    to = answer.headers.get('location')!;
  }
}
const personOf = async (name: Name) => (await follow('GET', `/api/v1/people/${people[name].id}`)).body;

async function act({ kind, name, ...rest }: Step): Promise<void> {
  const words = `${name} ${count++}`;
  if (kind === 'hear') {
    said.set(words, name);
    assert.equal(await phone(name).texts(words), 204);
    unread.add(words);
  } else if (kind === 'say') {
    const { status, body } = await follow('POST', `/api/v1/conversations/${people[name].conversationId}/messages`, {
      body: words,
    });
    // It was merged and parted again between the two looks.
    if (status === 404) return;
    assert.equal(status, 201);
    said.set(words, names.find((one) => cast[one] === body.to) as Name);
  } else if (kind === 'merge') {
    const [kept, other] = [await personOf(name), await personOf((rest as { other: Name }).other)];
    if (kept.id === other.id) return;
    const { status } = await office.ask('POST', `/api/v1/people/${kept.id}/merges`, { otherId: other.id });
    assert.ok([201, 404].includes(status), `A merge answered ${status}.`);
  } else if (kind === 'undo') {
    const { body } = await follow('GET', `/api/v1/people/${people[name].id}/merges`);
    const last = body.items?.find(({ isLast }: Json) => isLast);
    if (!last) return;
    const { status } = await office.ask('DELETE', `/api/v1/merges/${last.id}`);
    assert.ok([200, 404, 409].includes(status), `Undoing answered ${status}.`);
  } else {
    const path = `/api/v1/conversations/${people[name].conversationId}`;
    const { body: conversation } = await follow('GET', path);
    const messageId = conversation.lastMessage?.id;
    if (messageId) await follow('PUT', `${path}/read-mark`, { messageId });
    // Who reads to an end has read what was said before it, also what has been put before it meanwhile.
    const { body: now } = await follow('GET', path);
    const numbers = [...conversation.person.phones, ...now.person.phones];
    for (const one of unread) if (numbers.includes(cast[said.get(one) as Name])) unread.delete(one);
  }
}

/** Everything that has to be so whenever nobody is in the middle of something. */
async function check(): Promise<void> {
  const rows = await world.query(sql`
    select body, conversation_id, direction, case direction when 'inbound' then from_address else to_address end as address
    from messages`);
  assert.deepEqual(rows.map(({ body }) => body).sort(), [...said.keys()].sort(), 'every text is there once');
  const talks = await world.query(sql`
    select conversations.id, array(select address from phones where phones.person_id = people.id) as phones
    from people left join conversations on conversations.person_id = people.id`);
  assert.deepEqual(
    talks.flatMap(({ phones }) => phones).sort(),
    names.map((name) => cast[name]).sort(),
    'every number is somebody’s',
  );
  for (const { id, phones } of talks) {
    const mine = rows.filter(({ conversation_id }) => conversation_id === id);
    assert.deepEqual(
      mine.filter(({ address }) => !phones.includes(address)),
      [],
      'a text is with whoever has its number',
    );
    const conversation = await office.must('GET', `/api/v1/conversations/${id}`);
    const open = mine.filter(({ body }) => unread.has(body)).length;
    assert.ok(conversation.unread >= open, `${conversation.unread} unread, and not ${open}`);
    const newest = mine.filter(({ direction }) => direction === 'inbound').length > 0;
    assert.equal(conversation.lastInboundId !== null, newest);
    assert.equal(conversation.lastMessage !== null, mine.length > 0);
  }
}

test('people merge and part while they write: every text is there once, with whoever has its number, and none is read by that', async () => {
  const together = fc.array(step, { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(fc.array(together, { minLength: 3, maxLength: 8 }), async (rounds) => {
      for (const round of rounds) {
        await Promise.all(round.map(act));
        await check();
      }
      // Whoever is one is made many again, the last merge first.
      await until('all merges to be undone', async () => {
        for (const name of names) await act({ kind: 'undo', name });
        return (await world.count('merges')) === 0;
      });
      await check();
      for (const name of names) {
        const bodies = (await office.messages(name)).map(({ body }) => body);
        assert.ok(bodies.every((body) => said.get(body) === name));
        await act({ kind: 'read', name });
        const { unread: left } = await office.must('GET', `/api/v1/conversations/${people[name].conversationId}`);
        assert.equal(left, 0);
      }
    }),
    { numRuns: 5, endOnFailure: true, seed: 39 },
  );
});
