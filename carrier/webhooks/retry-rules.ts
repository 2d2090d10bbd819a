export type RetryRules = {
  connectTimeoutMs: number;
  readTimeoutMs: number;
  totalTimeoutMs: number;
  retries: number;
  retryOn: Set<string>;
};

/**
 * Splits a webhook URL into what is called (and signed) and how patient to be. The fragment may override the defaults, as in
 * `#rc=3&rp=5xx,ct,rt` (Twilio's webhook connection overrides); values out of range are brought to the nearest allowed one.
 */
export function readRetryRules(url: string): { url: string; rules: RetryRules } {
  const hash = url.indexOf('#');
  const wishes = new URLSearchParams(hash < 0 ? '' : url.slice(hash + 1));
  const number = (key: string, least: number, most: number, usual: number) => {
    const wish = Number.parseInt(wishes.get(key) ?? '', 10);
    return Number.isNaN(wish) ? usual : Math.min(most, Math.max(least, wish));
  };
  return {
    url: hash < 0 ? url : url.slice(0, hash),
    rules: {
      connectTimeoutMs: number('ct', 100, 10_000, 5000),
      readTimeoutMs: number('rt', 100, 15_000, 15_000),
      totalTimeoutMs: number('tt', 100, 15_000, 15_000),
      retries: number('rc', 0, 5, 1),
      retryOn: new Set((wishes.get('rp') ?? 'ct').split(',')),
    },
  };
}

/** Twilio's short names of what went wrong: no connection, no answer in time, or an answer that is an error. */
export function mayRetry(rules: RetryRules, outcome: { status: number | null; failure: 'ct' | 'rt' | null }): boolean {
  const kind = outcome.failure ?? (outcome.status! >= 500 ? '5xx' : outcome.status! >= 400 ? '4xx' : null);
  return kind !== null && (rules.retryOn.has('all') || rules.retryOn.has(kind));
}
