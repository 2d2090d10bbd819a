import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { rulesOf } from './phones/behaviour.ts';
import { cast } from './phones/cast.ts';
import { textMatches } from './phones/match.ts';
import { line, rehearse, until } from './testing.ts';

const person = '+13035550142';
const question = 'Can you work this Saturday? Reply YES or NO.';
const [ana] = cast;

suite('the practice people', () => {
  test('twelve of them, each their own, on numbers kept free for fiction', () => {
    assert.equal(cast.length, 12);
    for (const part of ['number', 'name', 'temperament'] as const)
      assert.equal(new Set(cast.map((each) => each[part])).size, 12);
    for (const { number } of cast) {
      assert.match(number, /^\+1\d{3}55501\d\d$/);
      assert.equal(parsePhoneNumberFromString(number)?.isValid(), true, number);
    }
  });

  test('at least eight give a yes or a no within a minute, most of them within 20 s', () => {
    const yesOrNo = /\b(y(e+s+|se|ea)|ok|no|nope|sí)(?![a-zé])|👍|👎/i;
    const answering = cast.flatMap(({ name, behaviour }) => {
      if (behaviour.power === 'off' || behaviour.line === 'landline' || behaviour.blocked) return [];
      const rule = rulesOf(behaviour).find(({ match }) => match && textMatches(match, question));
      if (!rule) return [];
      for (const answer of rule.answers)
        assert.ok(
          [answer].flat().some((text) => yesOrNo.test(text)),
          `${name}: ${answer}`,
        );
      return [(rule.delayMs as [number, number])[1]];
    });
    assert.ok(answering.length >= 8);
    assert.ok(answering.every((mostMs) => mostMs <= 45_000));
    assert.ok(answering.filter((mostMs) => mostMs <= 20_000).length >= 6);
  });

  test('nobody answers a thank-you', () => {
    const talkative = cast.filter(({ behaviour }) =>
      rulesOf(behaviour).some(({ match }) => match && textMatches(match, 'Thank you, see you then.')),
    );
    assert.deepEqual(talkative, []);
  });
});

suite('phones', { concurrency: true }, () => {
  test('the prompt one answers a question in about two seconds', async (t) => {
    const { client, setNumber, posted } = await rehearse(t);
    await setNumber(line);
    await client.messages.create({ to: ana!.number, from: line, body: question });
    const answer = await until('an answer', () => posted[0]);
    assert.deepEqual([answer.params.From, answer.params.Body], [ana!.number, 'Yes']);
  });

  for (const [behaviour, status, errorCode, onScreen] of [
    [{ power: 'off' }, 'undelivered', 30003, false],
    [{ line: 'landline' }, 'undelivered', 30006, false],
    [{ blocked: true }, 'undelivered', 30004, false],
    [{ delivery: 'undelivered', errorCode: 30007 }, 'undelivered', 30007, false],
    [{ delivery: 'failed' }, 'failed', 30001, false],
    [{ errorCode: 30005 }, 'undelivered', 30005, false],
    [{ losesTexts: true }, 'sent', null, false],
    [{ delivery: 'silent' }, 'sent', null, true],
    [{}, 'delivered', null, true],
  ] as const) {
    test(`${JSON.stringify(behaviour)} ends as ${status}`, async (t) => {
      const { client, control, texts, statuses, appUrl } = await rehearse(t);
      assert.equal((await control('PUT', `/phones/${person}`, { behaviour })).status, 200);
      const { sid } = await client.messages.create({
        to: person,
        from: line,
        body: 'x',
        statusCallback: `${appUrl}/status`,
      });
      await until(status, () => statuses().includes(status));
      await sleep(120);
      const message = await client.messages(sid).fetch();
      assert.deepEqual([message.status, message.errorCode], [status, errorCode]);
      assert.equal(statuses().at(-1), status);
      assert.equal((await texts(person)).length, onScreen ? 1 : 0);
    });
  }

  test('an error code below 30000 makes the call itself fail', async (t) => {
    const { client, control } = await rehearse(t);
    await control('PUT', `/phones/${person}`, { behaviour: { errorCode: 21614 } });
    await assert.rejects(client.messages.create({ to: person, from: line, body: 'x' }), { status: 400, code: 21614 });
  });

  test('answers come in turn, by rule, and several texts at once', async (t) => {
    const { client, control, setNumber, posted } = await rehearse(t);
    await setNumber(line);
    const behaviour = {
      delayMs: 10,
      replies: ['one', 'two', { match: '^which', answers: ['gate 4'], delayMs: [5, 10] }],
    };
    await control('PUT', `/phones/${person}`, { behaviour });
    for (const body of ['a', 'b', 'Which gate?', 'c']) {
      const before = posted.length;
      await client.messages.create({ to: person, from: line, body });
      await until('an answer', () => posted.length > before);
    }
    assert.deepEqual(
      posted.map((post) => post.params.Body),
      ['one', 'two', 'gate 4', 'one'],
    );
  });

  test('a pattern that would never end is given up on', () => {
    const startedAt = performance.now();
    assert.equal(textMatches('(a+)+$', `${'a'.repeat(1000)}b`), false);
    assert.ok(performance.now() - startedAt < 2000);
    assert.equal(textMatches('^yes', 'YES please'), true);
  });
});
