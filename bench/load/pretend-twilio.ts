// Takes texts as Twilio would and remembers each: the loopback mock of the outbound benchmarks.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { answer, now } from '../harness/program.ts';

export interface Tally {
  /** Texts that were accepted at least once, and how many came again. */
  accepted: number;
  duplicates: number;
}

/** Body of a text → when it was first accepted, by the clock of `now`. */
const arrivals = new Map<string, number>();
let duplicates = 0;

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('latin1').on('data', (text) => {
    body += text;
  });
  request.on('end', () => {
    const isCreate = request.method === 'POST';
    const reply = JSON.stringify(isCreate ? accept(body) : { messages: [] });
    response.writeHead(isCreate ? 201 : 200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(reply),
    });
    response.end(reply);
  });
});
server.keepAliveTimeout = 60_000;

function accept(form: string) {
  const fields = new URLSearchParams(form);
  const text = fields.get('Body') ?? '';
  if (arrivals.has(text)) duplicates++;
  else arrivals.set(text, now());
  const sid = `SM${createHash('md5').update(`${text}${duplicates}`).digest('hex')}`;
  return { sid, status: 'queued', to: fields.get('To'), from: fields.get('From'), error_code: null };
}

const startingWith = (prefix: string) => [...arrivals].filter(([text]) => text.startsWith(prefix));

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  answer(`http://127.0.0.1:${port}`, {
    tally: ({ prefix }: { prefix: string }): Tally => ({ accepted: startingWith(prefix).length, duplicates }),
    arrivals: ({ prefix }: { prefix: string }) => startingWith(prefix),
    count: () => arrivals.size,
  });
});
