import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, maskNumbers } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', (line) => lines.push(line)));
  for (const line of lines) JSON.parse(line);
  return lines.join('');
}

test('secrets, texts and what the database quotes never reach the log', () => {
  const secret = 'hush-hush';
  const fields = [
    'authToken',
    'password',
    'secret',
    'cookie',
    'authorization',
    'body',
    'text',
    'settings',
    'parameters',
    'detail',
    'where',
  ];
  for (const name of fields) {
    const line = logged((log) => {
      log.info({ [name]: secret }, 'at the top');
      log.info({ line: { [name]: secret } }, 'one below');
      log.info({ request: { line: { [name]: secret } } }, 'two below');
      log.error({ err: Object.assign(new Error('It broke.'), { [name]: secret }) }, 'in an error');
    });
    assert.ok(!line.includes(secret), `${name}: ${line}`);
    assert.match(line, /It broke/);
  }
});

test('a phone number is cut to its last two digits wherever it stands, and nothing else is', () => {
  const table = [
    ['+14155552671', '+…71'],
    ['a +14155552671, b', 'a +…71, b'],
    ['To=%2B14155552671&x', 'To=+…71&x'],
    ['+1 415 555 2671', '+…71'],
    ['+1 (415) 555-2671.', '+…71.'],
    ['+44 7911 123456', '+…56'],
    ['2026-11-23T09:22:40.777Z', '2026-11-23T09:22:40.777Z'],
    ['2026-11-23T09:22:40+00:00', '2026-11-23T09:22:40+00:00'],
    ['01a207b6-f5fb-794d-93f9-c2e353b9e671', '01a207b6-f5fb-794d-93f9-c2e353b9e671'],
    ['1 + 1', '1 + 1'],
  ];
  for (const [text, masked] of table) assert.equal(maskNumbers(text!), masked);
  const line = logged((log) =>
    log.warn({ to: '+14155552671', err: new Error('No route to +14155552671') }, 'for +14155552671'),
  );
  assert.ok(!line.includes('4155552671'), line);
});
