import { randomUUIDv7 } from 'node:crypto';

/** Makes the id of a new row: a UUIDv7, so that ids made later sort later. */
export type NewId = () => string;

/** The one that is used when nothing else is handed in. */
export const newId: NewId = () => randomUUIDv7();

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text from outside can be one of our ids. Ask before it reaches the database, which refuses others loudly. */
export function isId(text: string): boolean {
  return shape.test(text);
}
