import { createHash, randomUUID } from 'node:crypto';

/** Makes the id of a new row: a UUIDv7, so that ids made later sort later. */
export type NewId = () => string;

let lastMs = 0;
let counter = 0;
/** How all ids of the last millisecond begin. */
let beginning = '';

/**
 * The one that is used when nothing else is handed in. Of two ids from one process the later sorts later, also within a
 * millisecond and when the clock is set back: the 12 bits after the time count (RFC 9562, 6.2, method 1).
 */
export const newId: NewId = () => {
  const ms = Date.now();
  if (ms > lastMs) begin(ms);
  else if (++counter > 0xfff) begin(lastMs + 1);
  // What follows is by chance in a UUIDv4 as well.
  return `${beginning}${counter.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`;
};

function begin(ms: number): void {
  [lastMs, counter] = [ms, 0];
  const time = ms.toString(16).padStart(12, '0');
  beginning = `${time.slice(0, 8)}-${time.slice(8)}-7`;
}

/** Ids begin with the millisecond of their making: those made at a time or later are not smaller than this. */
export function firstIdAt(time: Date): string {
  const ms = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-0000-0000-000000000000`;
}

/** When an id was made, to the millisecond. */
export function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

/** The id of something that is known by its content: the same content has the same id on one day, in UTC (a UUIDv8). */
export function idOfDay(time: Date, ...content: string[]): string {
  const day = firstIdAt(new Date(time.getTime() - (time.getTime() % 86_400_000))).slice(0, 13);
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return `${day}-8${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text from outside can be one of our ids. Ask before it reaches the database, which refuses others loudly. */
export function isId(text: string): boolean {
  return shape.test(text);
}
