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

const rankOf = (column: string) =>
  `case ${column} ${Object.entries(rank)
    .map(([status, place]) => `when '${status}' then ${place}`)
    .join(' ')} end`;

/** A condition in a larger statement: `rises` for two columns. */
export const isRise = (from: string, to: string) => `(${rankOf(to)}) > (${rankOf(from)})`;

/** Whether the text did not arrive, and the member must hear of it. */
export function hasFailed(status: Status): boolean {
  return status === 'failed' || status === 'undelivered';
}

/** An expression in a larger statement: `hasFailed` for a column. */
export const isFailure = (column: string) => `${column} in ('failed', 'undelivered')`;

/** An expression in a larger statement: whether the text of a column's status reached somebody, or still may. */
export const mayReach = (column: string) => `${column} not in ('failed', 'undelivered', 'canceled')`;
