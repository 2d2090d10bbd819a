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

const mostInName = 60;

/** A greeting by name at the beginning, and any other field: what is said to all of them has neither. */
const ofOne = /^(\p{L}+\s+)?\{[^{}\n]*\}[,:!]?\s*|\{[^{}\n]*\}/gu;

/** What it is called: its name, or the first words that are for all. */
export function nameOf({ name, body }: Pick<Draft, 'name' | 'body'>): string {
  const first = (body.trim().split('\n', 1)[0] ?? '').replace(ofOne, '').trim();
  const words = name.trim() || first.charAt(0).toUpperCase() + first.slice(1);
  return words.length <= mostInName ? words : `${words.slice(0, mostInName - 1).trimEnd()}…`;
}
