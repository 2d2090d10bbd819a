/** Everything a message can be. Outbound ones end in delivered, undelivered, failed or canceled; `sent` may last for ever. */
export type Status =
  | 'scheduled'
  | 'queued'
  | 'sending'
  | 'unknown'
  | 'accepted'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'canceled'
  | 'received';

const rank: Record<Status, number> = {
  scheduled: 0,
  queued: 1,
  sending: 2,
  unknown: 3,
  accepted: 4,
  sent: 5,
  delivered: 6,
  undelivered: 6,
  failed: 6,
  canceled: 6,
  received: 6,
};

/**
 * Whether a reported status may take the place of the one we have. Only upwards: reports come late, twice and out of
 * order, and the first of two last words stands.
 */
export function rises(from: Status, to: Status): boolean {
  return rank[to] > rank[from];
}

/** Whether the text did not arrive, and the member must hear of it. */
export function hasFailed(status: Status): boolean {
  return status === 'failed' || status === 'undelivered';
}
