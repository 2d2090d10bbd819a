import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One keep-alive connection. */
export interface Connection {
  /** Sends a whole request and answers the HTTP status; one at a time. @throws Error when the connection breaks. */
  ask(request: string): Promise<number>;
  close(): void;
}

/** HTTP by hand: a generator that costs more than what it measures would measure itself. */
export async function openConnection(url: URL): Promise<Connection> {
  const socket = connect(Number(url.port), url.hostname).setNoDelay().setEncoding('latin1') as Socket;
  await once(socket, 'connect');
  let pending: PromiseWithResolvers<number> | null = null;
  let received = '';
  socket.on('data', (text) => {
    received += text;
    if (!isWhole(received)) return;
    const status = Number(received.slice(9, 12));
    received = '';
    pending?.resolve(status);
  });
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

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end === -1) return false;
  const head = answer.slice(0, end).toLowerCase();
  if (head.startsWith('http/1.1 204')) return true;
  if (head.includes('transfer-encoding: chunked')) return answer.endsWith('0\r\n\r\n');
  return answer.length - end - 4 >= Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
}

/** A whole POST of a form, signed as the company would. */
export function formRequest(url: URL, body: string, signature: string): string {
  return `POST ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/x-www-form-urlencoded; charset=UTF-8\r\nx-twilio-signature: ${signature}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
