import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/until.ts';
import { openOfficeHours } from '../support/world.ts';

const { office, phone } = await openOfficeHours(['Ana', 'Ben']);

const ask = (q: string) => office.must('GET', `/api/v1/search?${new URLSearchParams({ q })}`);
const found = async (q: string): Promise<string[]> =>
  (await ask(q)).items.map(({ message }: { message: { body: string } }) => message.body);
const named = async (q: string): Promise<string[]> => (await ask(q)).people.map(({ name }: { name: string }) => name);

const texts = {
  french: 'Appelle le 06 12 34 56 78',
  spanish: 'Mi número es +34 655 443 322',
  british: 'Ring +44 (0)20 7946 0018',
  note: 'Note: the key is under the mat 🇪🇸',
};
for (const body of Object.values(texts)) await phone('Ana').texts(body);
await office.must('POST', '/api/v1/people', { name: 'Chloé', phones: ['+33 6 12 34 56 78'] });
await office.must('POST', '/api/v1/people', { name: 'Inés', phones: ['+34 655 443 322'] });
await office.must('POST', '/api/v1/people', { name: 'Pip', phones: ['+44 20 7946 0018'] });
await until('the index', async () => (await found('mat')).length === 1 && (await named('pip')).length === 1);

test('a number is found with its country, without it, and with a 0 in front', async () => {
  const spellings = {
    french: [
      'Chloé',
      '+33 6 12 34 56 78',
      '0033612345678',
      '06 12 34 56 78',
      '0612345678',
      '612345678',
      '+33 (0)6 12 34 56 78',
    ],
    spanish: ['Inés', '+34 655 443 322', '0034655443322', '655 443 322', '655443322', '34-655-443-322'],
    british: ['Pip', '+44 20 7946 0018', '+44 (0)20 7946 0018', '020 7946 0018', '00442079460018', '(020) 7946-0018'],
  };
  for (const [what, [name, ...spelled]] of Object.entries(spellings)) {
    for (const q of spelled)
      assert.deepEqual([await found(q), await named(q)], [[texts[what as keyof typeof texts]], [name]], q);
  }
  assert.deepEqual([await found('+34 912 345 678'), await named('+34 912 345 678')], [[], []]);
});

test('a word before a colon, a flag, and a beginning with its star are looked for as they stand', async () => {
  for (const q of ['Note: key', 'note:', '🇪🇸', 'ke*', 'the ke* ', '"note: the key"'])
    assert.deepEqual(await found(q), [texts.note], q);
  const { status, body } = await office.ask('GET', '/api/v1/search?q=note:key');
  assert.deepEqual([status, /There is no “note:”/.test(body.fields.q)], [400, true]);
});
