import type { ServerResponse } from 'node:http';

/** A browser that lets this much pile up is cut off; it comes back and takes up where it was. */
const mostUnsentBytes = 1_000_000;

/** How long the last bytes may take: a browser that has stopped reading never takes them. */
const farewellMs = 1000;

/** An open stream of Server-Sent Events. */
export interface EventStream {
  /** Sends whole frames; nothing once the stream has ended. The same bytes may go to many. */
  send(frames: Buffer): void;
  /** Ends the stream; the browser comes back by itself, unless it was told that it is signed out. */
  end(): void;
}

/** Answers with a stream of Server-Sent Events. `onClose` runs when the browser has gone, for whatever reason. */
export function openEventStream(response: ServerResponse, onClose: () => void): EventStream {
  // The stream ends with its connection: without chunks around them, the bytes for all browsers are the same.
  response.useChunkedEncodingByDefault = false;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
    // nginx would hold events back until its buffer is full.
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  response.on('close', onClose);
  // A connection that breaks while we write to it also closes.
  response.on('error', () => {});
  response.write('retry: 1000\n\n');
  return {
    send(frames) {
      if (response.writableEnded || response.destroyed) return;
      if (response.writableLength > mostUnsentBytes) response.destroy();
      else response.write(frames);
    },
    end() {
      response.end();
      setTimeout(() => response.destroy(), farewellMs).unref();
    },
  };
}
