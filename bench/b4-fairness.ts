import { inboundText, post } from '../test/support/twilio-posts.ts';
import { until } from '../test/support/until.ts';
import type { Benchmark } from './harness/benchmark.ts';
import { openBulk } from './harness/bulk.ts';
import { connectLine, type Line, type Office, signUp, startHearback } from './harness/hearback.ts';
import { now, pause, startProgram } from './harness/program.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { median, quantile } from './harness/statistics.ts';
import type { Tally } from './load/pretend-twilio.ts';

/** A reply on each of the two lines this often. */
const everyMs = 40;
const correspondents = 20;

/** How long a one-to-one reply waits, from the click to the provider, while a bulk drains and while nothing does. */
export const fairness: Benchmark = {
  title: 'Fairness: the wait of a reply',
  async run(run) {
    const bulkSize = { full: 100_000, short: 20_000, tiny: 300 }[run.scale];
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const database = await run.cluster.database('ours');
    const hearback = await run.use(startHearback(database));
    const office = await signUp(hearback.url);
    const flooded = await connectLine(office, twilio.url);
    const other = await connectLine(office, twilio.url, '+12125550120');
    const bulk = await openBulk(database, office, flooded.id, bulkSize);
    const people = { same: await meet(office, flooded, 0), other: await meet(office, other, correspondents) };
    const counts: Count[] = [];
    let turn = 0;

    /** The p99 wait of replies on either line. */
    async function reply(): Promise<Reading> {
      const prefix = `reply ${turn++}: `;
      const askedAt = new Map<string, number>();
      const asking: Promise<{ status: number }>[] = [];
      const many = Math.max(2, Math.round((run.seconds * 1000) / everyMs));
      for (let n = 0; n < many; n++) {
        for (const line of ['same', 'other'] as const) {
          const body = `${prefix}${line} ${n}`;
          const url = `/api/v1/conversations/${people[line][n % correspondents]}/messages`;
          askedAt.set(body, now());
          asking.push(office.ask('POST', url, { body }).catch(() => ({ status: 0 })));
        }
        await pause(everyMs);
      }
      const refused = (await Promise.all(asking)).filter(({ status }) => status !== 201);
      counts.push({ what: 'replies that were not taken', expected: 0, found: refused.length });
      const arrived = await allArrivals(prefix, askedAt.size);
      counts.push({ what: 'replies that arrived', expected: askedAt.size, found: arrived.length });
      const waits = (line: string) =>
        arrived.filter(([body]) => body.startsWith(prefix + line)).map(([body, at]) => at - (askedAt.get(body) ?? 0));
      return { same: quantile(waits('same'), 0.99), other: quantile(waits('other'), 0.99) };
    }

    async function allArrivals(prefix: string, wanted: number): Promise<[string, number][]> {
      for (const until = now() + 30_000; ; await pause(50)) {
        const arrived = await twilio.ask<[string, number][]>('arrivals', { prefix });
        if (arrived.length >= wanted || now() > until) return arrived;
      }
    }

    async function replyInFlood(): Promise<Reading> {
      await bulk.queue(`bulk ${turn}: `, bulkSize);
      await bulk.text(`flood ${turn}: one that wakes the line`);
      const reading = await reply();
      const left = await database.number(waitingBulk);
      // A tiny bulk may be over: there only what arrives is counted.
      if (run.scale !== 'tiny')
        counts.push({ what: 'rounds in which the bulk outlasted the replies', expected: 1, found: left > 0 ? 1 : 0 });
      // The next round is to be idle: what has not left stays behind.
      await database.pool.query('delete from outbox where lane = 1');
      await until('what is under way', async () => (await database.number(underWay)) === 0, 60_000);
      return reading;
    }

    await reply();
    const rounds = await interleave(run.rounds, { baseline: reply, ours: replyInFlood });
    const { duplicates } = await twilio.ask<Tally>('tally', { prefix: '' });
    const gates = { better: 'less', floor: 5, target: 2 } as const;
    const ms = (values: (number | undefined)[]) => Math.round(median(values.map((value) => value ?? Number.NaN)));
    return {
      figures: [
        {
          what: 'p99 of a reply in a flood ÷ idle',
          ratio: ratio(rounds, 'same'),
          control: control(rounds, 'same'),
          ...gates,
        },
        {
          what: 'p99 of a reply on another line ÷ idle',
          ratio: ratio(rounds, 'other'),
          control: control(rounds, 'other'),
          ...gates,
        },
      ],
      counts: [...addUp(counts), { what: 'texts sent twice', expected: 0, found: duplicates }],
      notes: [
        `p99 in ms: idle ${ms(rounds.map((round) => round.baseline[0].same))}, in a flood of ${bulkSize} ${ms(rounds.map((round) => round.ours.same))}, on another line ${ms(rounds.map((round) => round.ours.other))}`,
      ],
    };
  },
};

const underWay = `select count(*) from attempts where outcome = 'sending'`;
const waitingBulk = 'select count(*) from outbox where lane = 1 and due_at <= now()';

/** People who have just written to a line, so that our answers leave by it. Answers their conversations. */
async function meet(office: Office, line: Line, from: number): Promise<string[]> {
  const numbers = Array.from({ length: correspondents }, (_, n) => `+1212555${2000 + from + n}`);
  const met = numbers.map(async (number) => {
    const person = await office.must('POST', '/api/v1/people', { name: `Writer ${number}`, phones: [number] });
    await post(line.inboundUrl, inboundText(number, 'Is somebody there?'));
    return person.conversationId as string;
  });
  return Promise.all(met);
}
