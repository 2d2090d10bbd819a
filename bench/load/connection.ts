import { once } from 'node:events';
import { connect } from 'node:net';

/** One keep-alive connection. */
export interface Connection {
  /**
   * Sends a whole request and answers the HTTP status; one at a time.
   * @throws Error when the connection breaks, or an answer does not say how long it is.
   */
  ask(request: string): Promise<number>;
  close(): void;
}

/** What comes is read into the same bytes again and again: fifty kilobytes a page would make pauses of our own. */
const buffer = Buffer.alloc(65_536);

/** More than any head has. */
const headBytes = 4096;

/** HTTP by hand: a generator that costs more than what it measures would measure itself. */
export async function openConnection(url: URL): Promise<Connection> {
  let pending: PromiseWithResolvers<number> | null = null;
  let head = '';
  let received = 0;
  let whole = Number.POSITIVE_INFINITY;
  const take = (bytes: number) => {
    if (received < headBytes) {
      head += buffer.toString('latin1', 0, Math.min(bytes, headBytes - received));
      whole = wholeBytes(head);
    }
    received += bytes;
    if (received < whole) return true;
    const isClear = received === whole;
    const status = Number(head.slice(9, 12));
    [head, received, whole] = ['', 0, Number.POSITIVE_INFINITY];
    if (isClear) pending?.resolve(status);
    else socket.destroy();
    return true;
  };
  const socket = connect({
    port: Number(url.port),
    host: url.hostname,
    noDelay: true,
    onread: { buffer, callback: take },
  });
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.on('close', () => pending?.reject(new Error('The connection broke.')));
  return {
    ask(request) {
      pending = Promise.withResolvers();
      if (socket.destroyed) pending.reject(new Error('The connection broke.'));
      else socket.write(request);
      return pending.promise;
    },
    close: () => socket.destroy(),
  };
}

/** How long an answer is with its head, of which the beginning has come; NaN when it does not say so. */
function wholeBytes(head: string): number {
  const end = head.indexOf('\r\n\r\n');
  if (end === -1) return Number.POSITIVE_INFINITY;
  if (head.startsWith('HTTP/1.1 204')) return end + 4;
  return end + 4 + Number(/\ncontent-length: (\d+)/i.exec(head.slice(0, end))?.[1]);
}

/** A whole POST of a form, signed as the company would. */
export function formRequest(url: URL, body: string, signature: string): string {
  return `POST ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/x-www-form-urlencoded; charset=UTF-8\r\nx-twilio-signature: ${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
