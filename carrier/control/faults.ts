/** How the carrier misbehaves: chances from 0 to 1, a number of requests a second, milliseconds. */
export type Faults = {
  /** Accepts a create, then cuts the connection instead of answering. */
  acceptThenDrop: number;
  /** Accepts a create, then answers 500. */
  error500: number;
  /** Accepts a create, then never answers. */
  stall: number;
  /** Requests a second above which the answer is 429; 0 is no limit. */
  rateLimit: number;
  /** What the `Retry-After` of such a 429 says, sense or nonsense; '' leaves it out. */
  retryAfter: string;
  latencyMs: number;
  /** Delivers a webhook two to five times. */
  duplicateWebhooks: number;
  reorderCallbacks: boolean;
};

export const noFaults: Readonly<Faults> = {
  acceptThenDrop: 0,
  error500: 0,
  stall: 0,
  rateLimit: 0,
  retryAfter: '1',
  latencyMs: 0,
  duplicateWebhooks: 0,
  reorderCallbacks: false,
};
