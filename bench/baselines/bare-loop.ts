// The least that fans out: no database, no framework, a loop over the open responses.
import { createServer, type ServerResponse } from 'node:http';
import { newId } from '../../src/platform/ids.ts';
import { answer } from '../harness/program.ts';

const browsers = new Set<ServerResponse>();
let number = 0;

/** A frame of the same shape and size as Hearback's, with the one text in it. */
function frameOf(form: URLSearchParams): string {
  const [conversationId, id, at] = [newId(), newId(), new Date().toISOString()];
  const message = {
    id,
    conversationId,
    direction: 'inbound',
    from: form.get('From'),
    to: form.get('To'),
    body: form.get('Body'),
    media: [],
    segments: 1,
    status: 'received',
    statusAt: at,
    createdAt: at,
  };
  const change = { seq: ++number, kind: 'message.created', conversationId, message };
  return `id: ${number}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;
}

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    browsers.add(response);
    response.on('close', () => browsers.delete(response));
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 1000\n\n');
    return;
  }
  let body = '';
  request.setEncoding('utf8').on('data', (text) => {
    body += text;
  });
  request.on('end', () => {
    const frame = frameOf(new URLSearchParams(body));
    for (const browser of browsers) browser.write(frame);
    response.writeHead(204).end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  answer(`http://127.0.0.1:${port}`);
});
