import type { ServerResponse } from 'node:http';

/** A browser that lets this much pile up is cut off; it comes back and takes up where it was. */
const mostUnsentBytes = 1_000_000;

/** Proxies and browsers give up on a connection that says nothing for a minute or so. */
const heartbeatMs = 15_000;

/** How long the last bytes may take: a browser that has stopped reading never takes them. */
const farewellMs = 1000;

export interface EventStream {
  /** Sends a whole frame; nothing once the stream has ended. */
  send(frame: string): void;
  /** Ends the stream; the browser comes back by itself, unless it was told that it is signed out. */
  end(): void;
}

/** Answers with a stream of Server-Sent Events. `onClose` runs when the browser has gone, for whatever reason. */
export function openEventStream(response: ServerResponse, onClose: () => void): EventStream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx would hold events back until its buffer is full.
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  const send = (frame: string) => {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > mostUnsentBytes) response.destroy();
    else response.write(frame);
  };
  const heartbeat = setInterval(() => send(':\n\n'), heartbeatMs);
  response.on('close', () => {
    clearInterval(heartbeat);
    onClose();
  });
  // A connection that breaks while we write to it also closes.
  response.on('error', () => {});
  send('retry: 1000\n\n');
  return {
    send,
    end() {
      clearInterval(heartbeat);
      response.end();
      setTimeout(() => response.destroy(), farewellMs).unref();
    },
  };
}
