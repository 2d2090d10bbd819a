import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineItem } from '../../../api.ts';
import { hasAnsweredEnough } from './has-answered-enough.ts';

const now = Date.parse('2026-11-26T12:00:00Z');
const text = (minutesAgo: number, more: object = {}) =>
  ({
    message: { direction: 'outbound', createdAt: new Date(now - minutesAgo * 60_000).toISOString(), ...more },
  }) as unknown as TimelineItem;
const part = (name: string) => ({ question: { part: name } });

test('three answers in ten minutes are enough, unless a member has written since', () => {
  const three = [text(9, part('thanks')), text(5, part('again')), text(1)];
  assert.ok(hasAnsweredEnough(three, now));
  assert.ok(!hasAnsweredEnough(three.slice(1), now));
  assert.ok(!hasAnsweredEnough([text(11), ...three.slice(1)], now));
  assert.ok(!hasAnsweredEnough([...three, text(0, { sentBy: { id: 'x', name: 'Nora' } })], now));
  assert.ok(
    !hasAnsweredEnough(
      three.map(() => text(1, part('question'))),
      now,
    ),
  );
  assert.ok(
    !hasAnsweredEnough(
      three.map(() => text(1, { direction: 'inbound' })),
      now,
    ),
  );
});
