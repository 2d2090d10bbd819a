import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nora } from '../support/cast.ts';
import { openWorld } from '../support/world.ts';

test('of two set-ups at once exactly one makes the team', async () => {
  const world = await openWorld();
  const [one, other] = [world.openOffice(), world.openOffice()];
  assert.deepEqual((await one.ask('GET', '/api/v1/setup')).body, { needed: true });

  const answers = await Promise.all(
    [one, other].map((office, index) =>
      office.ask('POST', '/api/v1/setup', { ...nora, teamName: `Team ${index}`, email: `nora${index}@a.example` }),
    ),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
  const refused = answers.find(({ status }) => status === 409)!;
  assert.equal(refused.body.code, 'already_set_up');
  assert.equal(refused.headers.getSetCookie().length, 0);
  for (const table of ['teams', 'users', 'credentials', 'members', 'lines']) {
    assert.equal(await world.count(table), 1, table);
  }
  assert.deepEqual((await one.ask('GET', '/api/v1/setup')).body, { needed: false });

  const winner = answers[0]!.status === 201 ? one : other;
  const { body: me } = await winner.ask('GET', '/api/v1/me');
  assert.deepEqual([me.role, me.name, me.practice], ['owner', nora.name, { isOn: true, hasCrew: false }]);
  assert.equal((await (winner === one ? other : one).ask('GET', '/api/v1/me')).status, 401);
});

test('a set-up form with faults names every one of them, and makes nothing', async () => {
  const world = await openWorld();
  const form = { teamName: ' ', name: '', email: 'nora', password: 'short', timeZone: '+02:00', country: 'ZZ' };
  const answer = await world.office.ask('POST', '/api/v1/setup', form);
  assert.equal(answer.status, 422);
  assert.deepEqual(Object.keys(answer.body.fields).sort(), Object.keys(form).sort());

  const { status, body } = await world.office.ask('POST', '/api/v1/setup', { teamName: 'A', name: 7 });
  assert.equal(status, 422);
  for (const field of ['name', 'email', 'password', 'timeZone', 'country']) assert.ok(body.fields[field], field);

  const odd = ['No\u0000ra', 'a'.repeat(101), '\ud800', '   '];
  for (const name of odd) {
    const { status } = await world.office.ask('POST', '/api/v1/setup', { ...nora, name, country: 'ZZ' });
    assert.equal(status, 422, JSON.stringify(name));
  }
  assert.equal(await world.count('teams'), 0);
  assert.equal(await world.count('installation'), 0);
});

test('where the team is made already, a form is not even read, and one address may ask some times only', async () => {
  const world = await openWorld({ config: { trustedProxy: ['127.0.0.1'] } });
  const [owner, guesser, other] = ['1', '2', '3'].map((last) =>
    world.openOffice({ 'x-forwarded-for': `192.0.2.${last}` }),
  );
  await owner!.must('POST', '/api/v1/setup', nora);
  // Its faults would have been named, and its password would have been hashed after them.
  const faulty = { ...nora, email: 'nobody', password: 'short' };
  for (const form of [nora, faulty]) {
    for (let tries = 0; tries < 10; tries++) {
      const { status, body } = await guesser!.ask('POST', '/api/v1/setup', form);
      assert.deepEqual([status, body.code], [409, 'already_set_up']);
    }
  }
  const late = await guesser!.ask('POST', '/api/v1/setup', nora);
  assert.deepEqual([late.status, late.body.code], [429, 'too_many']);
  assert.ok(Number(late.headers.get('retry-after')) > 0);
  assert.equal((await other!.ask('POST', '/api/v1/setup', nora)).status, 409, 'Others are not in the way.');
});

test('the list of first steps ticks by what is there', async () => {
  const world = await openWorld();
  const { office } = world;
  await office.signsUp();
  const steps = async () => (await office.must('GET', '/api/v1/me')).gettingStarted.steps;
  assert.deepEqual(await steps(), { crew: false, heardBack: false, people: false, line: false });

  const crew = await Promise.all([1, 2].map(() => office.must('POST', '/api/v1/practice-crew')));
  assert.deepEqual(
    crew[0].items.map(({ id }: { id: string }) => id),
    crew[1].items.map(({ id }: { id: string }) => id),
  );
  assert.equal(await world.count('people'), crew[0].items.length);
  await office.meets('Ana', ['(415) 555-2671']);
  assert.deepEqual(await steps(), { crew: true, heardBack: false, people: true, line: false });

  const { items } = await office.must('GET', '/api/v1/practice/phones');
  await office.must('POST', `/api/v1/practice/phones/${encodeURIComponent(items[0].number)}/texts`, { body: 'Hello' });
  assert.equal((await steps()).heardBack, true);

  const hidden = await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true });
  assert.equal(hidden.gettingStarted.isHidden, true);
});
