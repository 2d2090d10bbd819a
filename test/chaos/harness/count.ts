/** A text on its way in: the company's id, who wrote it, and words that no other text has. */
export interface Incoming {
  sid: string;
  from: string;
  body: string;
}

/** A text that a member wrote: its words, which no other has, and its key. */
export interface Intent {
  key: string;
  to: string;
  body: string;
}

/** A row of what Hearback has of our texts. */
export interface Written {
  id: string;
  body: string;
  status: string;
}

/** One change of status, as the database saw it. */
export interface Move {
  messageId: string;
  was: string;
  became: string;
}

/** What a run comes to: how many of everything, and which of them should not be. */
export interface Count {
  what: string;
  found: number;
  /** What it must be; where it is left out any number is right. */
  wanted?: { exactly: number } | { least: number };
  /** Some of those that are too many or too few, to look for. */
  examples: string[];
}

const any = (what: string, found: number): Count => ({ what, found, examples: [] });
/** There must be none of these. */
export const none = (what: string, some: string[]): Count => ({
  ...mustBe(what, some.length, 0),
  examples: some.slice(0, 5),
});

export const mustBe = (what: string, found: number, exactly: number): Count => ({
  ...any(what, found),
  wanted: { exactly },
});
export const atLeast = (what: string, found: number, least: number): Count => ({
  ...any(what, found),
  wanted: { least },
});

export function isWrong({ found, wanted }: Count): boolean {
  if (!wanted) return false;
  return 'exactly' in wanted ? found !== wanted.exactly : found < wanted.least;
}

/** All texts that came in, by Jepsen's words: what was acknowledged must be there, once, and nothing that nobody sent. */
export function countInbound(attempted: Incoming[], acknowledged: ReadonlySet<string>, stored: Incoming[]): Count[] {
  const name = ({ sid, from, body }: Incoming) => `${sid} ${from} ${body}`;
  const [sent, found] = [new Set(attempted.map(name)), new Set(stored.map(name))];
  const isAcknowledged = (text: Incoming) => acknowledged.has(text.sid);
  const times = Map.groupBy(stored, ({ body }) => body);
  return [
    any('inbound attempted', attempted.length),
    atLeast('inbound acknowledged', attempted.filter(isAcknowledged).length, 1),
    none(
      'inbound lost',
      attempted
        .filter(isAcknowledged)
        .map(name)
        .filter((text) => !found.has(text)),
    ),
    none(
      'inbound unexpected',
      [...found].filter((text) => !sent.has(text)),
    ),
    any('inbound recovered', attempted.filter((text) => !isAcknowledged(text) && found.has(name(text))).length),
    none(
      'inbound duplicated',
      [...times].filter(([, rows]) => rows.length > 1).map(([body]) => body),
    ),
  ];
}

const left = ['accepted', 'sent', 'delivered', 'undelivered'];

/**
 * All texts that were written: each has left once, or is refused and has not left, or waits for a person. `carried` are
 * the words of everything that the company accepted, as often as it did.
 */
export function countOutbound(
  attempted: Intent[],
  acknowledged: ReadonlySet<string>,
  written: Written[],
  carried: string[],
): Count[] {
  const rows = Map.groupBy(written, ({ body }) => body);
  const times = Map.groupBy(carried, (body) => body);
  const fates = { accepted: 0, refused: 0, waiting: 0, recovered: 0 };
  const wrong = { twice: [] as string[], lost: [] as string[], doubled: [] as string[], belied: [] as string[] };
  const unsettled: string[] = [];
  for (const { key, body } of attempted) {
    const [row, ...more] = rows.get(body) ?? [];
    const sent = times.get(body)?.length ?? 0;
    if (sent > 1) wrong.twice.push(body);
    if (more.length > 0) wrong.doubled.push(body);
    if (row && !acknowledged.has(key)) fates.recovered++;
    if (!row) {
      if (acknowledged.has(key) || sent > 0) wrong.lost.push(body);
    } else if (row.status === 'unknown') fates.waiting++;
    else if (left.includes(row.status)) {
      if (sent === 0) wrong.lost.push(body);
      else fates.accepted++;
    } else if (row.status === 'failed' || row.status === 'canceled') {
      if (sent > 0) wrong.belied.push(body);
      else fates.refused++;
    } else unsettled.push(`${row.status}: ${body}`);
  }
  const settled = fates.accepted + fates.refused + fates.waiting;
  const ours = new Set(attempted.map(({ body }) => body));
  return [
    any('outbound intents attempted', attempted.length),
    atLeast('outbound acknowledged', attempted.filter(({ key }) => acknowledged.has(key)).length, 1),
    any('outbound recovered', fates.recovered),
    any('outbound accepted', fates.accepted),
    any('outbound refused', fates.refused),
    any('outbound unknown: a person decides', fates.waiting),
    mustBe('accepted + refused + unknown', settled, attempted.filter(({ body }) => rows.has(body)).length),
    none('outbound sent twice', wrong.twice),
    none('outbound lost', wrong.lost),
    none('outbound written twice', wrong.doubled),
    none('outbound called refused, but sent', wrong.belied),
    none('outbound still waiting to be sent', unsettled),
    none(
      'outbound unexpected',
      [...times.keys()].filter((body) => !ours.has(body)),
    ),
  ];
}

const ranks = [['scheduled'], ['queued'], ['sending'], ['unknown'], ['accepted'], ['sent']];
const rankOf = (status: string) => {
  const rank = ranks.findIndex((some) => some.includes(status));
  return rank === -1 ? ranks.length : rank;
};

/**
 * Statuses only rise, but for one that goes back to its queue: because it is proved not to have left, be it by a worker
 * that was taken for dead and wakes up, or because a person decides so.
 */
export function countBackward(moves: Move[]): Count {
  const mayWaitAgain = ['sending', 'unknown'];
  const isBackward = ({ was, became }: Move) =>
    rankOf(became) <= rankOf(was) && !(mayWaitAgain.includes(was) && became === 'queued');
  return none(
    'statuses that moved backwards',
    moves.filter(isBackward).map(({ messageId, was, became }) => `${messageId}: ${was} → ${became}`),
  );
}

/** Everybody's texts are in the order in which they were acknowledged, whatever else came between. */
export function countDisorder(acknowledged: Incoming[], stored: Incoming[]): Count {
  const threads = Map.groupBy(stored, ({ from }) => from);
  const wanted = Map.groupBy(acknowledged, ({ from }) => from);
  return none(
    'threads out of order',
    [...wanted]
      .filter(([from, texts]) => {
        const sids = new Set(texts.map(({ sid }) => sid));
        const thread = (threads.get(from) ?? []).filter(({ sid }) => sids.has(sid));
        return thread.some(({ sid }, index) => sid !== texts[index]?.sid);
      })
      .map(([from]) => from),
  );
}

function wish({ wanted }: Count): string {
  if (!wanted) return 'anything';
  return 'exactly' in wanted ? `${wanted.exactly}` : `${wanted.least} or more`;
}

/** The table that is printed at the end. */
export function tableOf(counts: Count[]): string {
  const widest = Math.max(...counts.map(({ what }) => what.length));
  return counts
    .map((count) => {
      const verdict = isWrong(count) ? `   WRONG: must be ${wish(count)}` : count.wanted ? '   ok' : '';
      const examples = isWrong(count) ? count.examples.map((example) => `\n      ${example}`).join('') : '';
      return `${count.what.padEnd(widest)}  ${String(count.found).padStart(7)}${verdict}${examples}`;
    })
    .join('\n');
}
