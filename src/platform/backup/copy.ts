import { once } from 'node:events';
import { Readable } from 'node:stream';
import type pg from 'pg';

// pg hands the COPY messages to whoever submitted the query, but its types do not say so.
type Wire = pg.Connection & {
  sendCopyFromChunk(bytes: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

/**
 * The bytes of a `COPY … TO STDOUT`, no faster than they are read. `rows()` is known at the end. A reader that stops
 * early costs the client its connection: PostgreSQL has no other way to be told.
 */
export function copyOut(client: pg.ClientBase, sql: string): { bytes: Readable; rows(): number } {
  let wire: Wire;
  let rows = 0;
  let isOver = false;
  const bytes = new Readable({
    highWaterMark: 1 << 20,
    read: () => void wire?.stream.resume(),
    destroy(error, done) {
      if (!isOver) wire?.stream.destroy();
      done(error);
    },
  });
  client.query({
    submit(connection: pg.Connection) {
      wire = connection as Wire;
      wire.query(sql);
    },
    handleCopyData({ chunk }: { chunk: Buffer }) {
      // The parser uses its buffer again.
      if (!bytes.push(Buffer.from(chunk))) wire.stream.pause();
    },
    handleCommandComplete({ text }: { text: string }) {
      rows = rowsIn(text);
    },
    handleReadyForQuery() {
      isOver = true;
      bytes.push(null);
    },
    handleError(error: Error) {
      isOver = true;
      bytes.destroy(error);
    },
  });
  return { bytes, rows: () => rows };
}

/** Feeds a `COPY … FROM STDIN`, no faster than the server takes it; answers how many rows it took. */
export function copyIn(client: pg.ClientBase, sql: string, source: AsyncIterable<Buffer>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let rows = 0;
  let isOver = false;
  client.query({
    submit: (connection: pg.Connection) => connection.query(sql),
    async handleCopyInResponse(connection: Wire) {
      try {
        for await (const chunk of source) {
          if (isOver) return;
          connection.sendCopyFromChunk(chunk);
          if (connection.stream.writableNeedDrain) await Promise.race([once(connection.stream, 'drain'), promise]);
        }
        connection.endCopyFrom();
      } catch (error) {
        connection.sendCopyFail('the source broke off');
        reject(error);
      }
    },
    handleCommandComplete({ text }: { text: string }) {
      rows = rowsIn(text);
    },
    handleReadyForQuery() {
      isOver = true;
      resolve(rows);
    },
    handleError(error: Error) {
      isOver = true;
      reject(error);
    },
  });
  return promise;
}

const rowsIn = (tag: string) => Number(tag.replace('COPY ', ''));
