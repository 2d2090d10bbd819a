import { firstWords, onOneLine } from '../../src/domain/broadcasts/first-words.ts';
import type { Schemas } from '../api.ts';

export type Broadcast = Schemas['Broadcast'];
export type Look = Schemas['BroadcastLook'];
export type Preview = Schemas['BroadcastPreview'];
export type Progress = NonNullable<Broadcast['progress']>;
export type Recipient = Schemas['BroadcastRecipient'];
export type Audience = Broadcast['audience'];
export type SendAt = Broadcast['sendAt'];

/** What somebody writes of a broadcast; all of it is kept while they do. */
export type Draft = Pick<Broadcast, 'name' | 'body' | 'audience' | 'lineId' | 'sendAt' | 'segmentsPerMinute'>;

export function draftOf({ name, body, audience, lineId, sendAt, segmentsPerMinute }: Broadcast): Draft {
  return { name, body, audience, lineId, sendAt, segmentsPerMinute };
}

export function newDraft(): Draft {
  return {
    name: '',
    body: '',
    audience: { groupIds: [], personIds: [], exceptGroupIds: [], exceptPersonIds: [] },
    lineId: null,
    sendAt: null,
    segmentsPerMinute: null,
  };
}

/** Whether nothing of it has been written, so that there is nothing to keep. */
export function isEmpty({ name, body, audience }: Draft): boolean {
  return !name.trim() && !body.trim() && audience.groupIds.length + audience.personIds.length === 0;
}

/** What it is to whoever looks: one that begins much later is planned, also while it could be taken back by its hold. */
export function stateOf({ state, firstAt, heldUntil }: Broadcast): Broadcast['state'] {
  const isLater = firstAt && heldUntil && Date.parse(firstAt) > Date.parse(heldUntil);
  return state === 'held' && isLater ? 'scheduled' : state;
}

/** What it is called: its name, or the first words that are for all. One that is but its own first words is no name. */
export function nameOf({ name, body }: Pick<Draft, 'name' | 'body'>): string {
  const own = name.trim();
  return onOneLine(own && !body.trim().startsWith(own.replace(/…$/, '')) ? own : firstWords(body));
}
