import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { ruleFor } from './phones/answer.ts';
import { fateOf } from './phones/behaviour.ts';
import { cast } from './phones/cast.ts';
import { textMatches } from './phones/match.ts';
import { line, rehearse, until } from './testing.ts';

const person = '+13035550142';
const question = 'Can you work this Saturday? Reply YES or NO.';
const yesNoQuestions = [
  question,
  'Working on Saturday?',
  'Hi, are you coming when we open?',
  '¿Puedes trabajar el sábado?',
];
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

  for (const asked of yesNoQuestions) {
    test(`at least nine of twelve answer yes or no within a minute: ${asked}`, () => {
      const yesOrNo = /\b(y(e+s+|se|ea)|ok|no|nope|sí)(?![a-zé])|👍|👎/i;
      const rules = cast.flatMap(({ behaviour }) => (fateOf(behaviour).arrives ? [ruleFor(behaviour, asked)] : []));
      const usable = rules.filter((rule) =>
        rule?.answers.every((answer) => [answer].flat().some((text) => yesOrNo.test(text))),
      );
      assert.ok(usable.length >= 9);
      const slowestMs = usable.map((rule) => (rule!.delayMs as [number, number])[1]);
      assert.ok(slowestMs.every((ms) => ms <= 45_000));
      assert.ok(slowestMs.filter((ms) => ms <= 20_000).length >= 6);
    });
  }

  test('they know a time from a number', () => {
    const said = (asked: string) => ruleFor(ana!.behaviour, asked)?.answers[0];
    assert.equal(said('What time do you start?'), '7:30');
    assert.equal(said('How many of you are coming?'), '2');
    assert.equal(said('How was it? Reply with a number from 1 to 5'), '2');
    assert.equal(said('Reply 1 for yes, 2 for no'), '2');
    assert.equal(said('Which gate did you take?'), 'Let me check and come back to you');
  });

  test('nobody answers a thank-you, but for the one who wants no texts', () => {
    const talkative = cast.filter(({ behaviour }) => ruleFor(behaviour, 'Thank you, see you then.'));
    assert.deepEqual(
      talkative.map(({ temperament }) => temperament),
      ['texts STOP'],
    );
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
    [{ delivery: 'failed', errorCode: 21610 }, 'failed', 21610, false],
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
    assert.equal(textMatches('(a+)+$', `${'a'.repeat(1000)}b`), false);
    assert.equal(textMatches('(a+)+$', 'a'), false, 'It is not even tried again.');
    assert.equal(textMatches('^yes', 'YES please'), true);
  });
});
