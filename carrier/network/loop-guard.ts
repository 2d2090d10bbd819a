const windowMs = 30_000;

/** Cuts machines that answer each other: so many replies between two numbers in 30 s (Twilio error 14107 is for the 16th). */
export function makeLoopGuard() {
  const pairs = new Map<string, { since: number; count: number }>();
  return {
    mayReply(from: string, to: string, now: number, most = 15): boolean {
      const key = `${from} ${to}`;
      const pair = pairs.get(key);
      if (pair && now - pair.since < windowMs) {
        pair.count += 1;
        return pair.count <= most;
      }
      if (pairs.size > 10_000) pairs.clear();
      pairs.set(key, { since: now, count: 1 });
      return true;
    },
    clear: () => pairs.clear(),
  };
}
