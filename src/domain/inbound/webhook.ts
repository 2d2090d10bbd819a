import type { Received } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import type { Line } from '../lines/lines.ts';

/** A webhook that was really the provider's, as it came. */
export interface Kept {
  /** Given when it came, so that what was kept twice is one. */
  id: string;
  scope: TeamScope;
  line: Line;
  url: string;
  body: Buffer;
}

/** The same, as we read it. */
export interface Webhook extends Kept {
  received: Received;
}

/** Bytes that are no UTF-8, and NUL, cannot be stored as text: latin1 keeps every byte, escaped by JSON. */
export const payloadOf = (body: Buffer) => JSON.stringify(body.toString('latin1'));

/** The bytes of a stored payload. */
export const bodyOf = (payload: string) => Buffer.from(JSON.parse(payload), 'latin1');
