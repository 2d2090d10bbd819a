import type { Log } from '../platform/log.ts';

/** Does something every second, but never twice at the same time. */
export function everySecond(log: Log, complaint: string, work: () => Promise<void>): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work()
      .catch((error) => log.warn({ err: error }, complaint))
      .finally(() => {
        running = null;
      });
  }, 1000);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
