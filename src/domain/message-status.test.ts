import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasFailed, rises, type Status } from './message-status.ts';

const upwards: Status[] = ['scheduled', 'queued', 'sending', 'unknown', 'accepted', 'sent', 'delivered'];
const last: Status[] = ['delivered', 'undelivered', 'failed', 'canceled', 'received'];

test('a status only ever rises, and the first last word stands', () => {
  for (const [from, status] of upwards.entries()) {
    for (const [to, other] of upwards.entries()) assert.equal(rises(status, other), to > from, `${status} to ${other}`);
  }
  for (const status of last) {
    for (const other of last) assert.equal(rises(status, other), false, `${status} to ${other}`);
    assert.equal(rises('sent', status), true);
    assert.equal(rises(status, 'sent'), false);
  }
});

test('only what did not arrive has failed', () => {
  assert.deepEqual([...upwards, ...last].filter(hasFailed), ['undelivered', 'failed']);
});
