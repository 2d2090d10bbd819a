const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * From now on a signal has `close` finish before the process ends, and another one does not cut that short. `close` may be
 * called again and again. Answers how to take this back: only once all is closed.
 */
export function closeOnSignals(close: () => Promise<unknown>): () => void {
  const stop = () => {
    // Who is still at work loses what he works with, and fails.
    process.on('uncaughtException', () => {});
    void close().finally(() => process.exit(1));
  };
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}

/** Opens something, works with it and closes it, whenever a signal comes: also while it is opened. */
export async function withOpen<Thing extends { close(): Promise<unknown> }, Answer>(
  open: () => Promise<Thing>,
  work: (thing: Thing) => Promise<Answer>,
): Promise<Answer> {
  let closing: Promise<unknown> | undefined;
  const close = () => {
    closing ??= opening.then(
      (thing) => thing.close(),
      () => {},
    );
    return closing;
  };
  const release = closeOnSignals(close);
  const opening = open();
  try {
    return await work(await opening);
  } finally {
    await close();
    release();
  }
}
