import type { ServerResponse } from 'node:http';

/** More than a page of the inbox has; what is larger gets memory of its own. */
const usualBytes = 256 * 1024;
const mostSpare = 8;
const spare: Buffer[] = [];

/**
 * Puts texts and bytes together to what `reply` sends, in memory that is used again once that has left. Fifty kilobytes
 * a page, first as a text and then as bytes, were a third of what a page of the inbox left to the collector of garbage.
 */
export function putTogether(parts: (string | Uint8Array)[], reply: ServerResponse): Buffer {
  let most = 0;
  for (const part of parts) most += typeof part === 'string' ? part.length * 3 : part.length;
  if (most > usualBytes) return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const memory = spare.pop() ?? Buffer.allocUnsafeSlow(usualBytes);
  let end = 0;
  for (const part of parts) {
    if (typeof part === 'string') end += memory.write(part, end);
    else {
      memory.set(part, end);
      end += part.length;
    }
  }
  // Only then has all of it been handed over; of what breaks off on the way the memory goes to the collector.
  reply.once('finish', () => {
    if (spare.length < mostSpare) spare.push(memory);
  });
  return memory.subarray(0, end);
}
