import type { Benchmark } from './harness/benchmark.ts';
import { connectLine, signUp, startHearback } from './harness/hearback.ts';
import { signInMembers } from './harness/members.ts';
import { startProgram } from './harness/program.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Measure, type Reading, ratio } from './harness/rounds.ts';
import { median } from './harness/statistics.ts';
import type { Told } from './load/streams.ts';
import type { Loaded } from './load/webhooks.ts';

/** What live browsers cost those who write to us, and how soon a browser shows what has come. */
export const live: Benchmark = {
  title: 'Live: what browsers cost, and how soon they know',
  async run(run) {
    const listening = run.scale === 'tiny' ? 10 : 200;
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const generator = await run.use(startProgram('bench/load/webhooks.ts'));
    const browsers = await run.use(startProgram('bench/load/streams.ts'));
    const database = await run.cluster.database('ours');
    const hearback = await run.use(startHearback(database));
    const { inboundUrl } = await connectLine(await signUp(hearback.url), twilio.url);
    const cookies = await signInMembers(database, hearback.url, 5);
    const bareDatabase = await run.cluster.database('bare');
    const bare = await run.use(startProgram('bench/baselines/notify-streams.ts', { DATABASE_URL: bareDatabase.url }));
    const counts: Count[] = [];

    const listen = async (url: string, count: number, measure: Measure): Promise<Reading> => {
      if (count > 0) await browsers.ask('open', { url: `${url}/api/v1/events`, count, cookies });
      return measure().finally(() => browsers.ask('close'));
    };
    const load = async (): Promise<Reading> => {
      const options = { url: inboundUrl, clients: 64, seconds: run.seconds, people: 2000 };
      const { perSecond, failed } = await generator.ask<Loaded>('load', options);
      counts.push({ what: 'requests that failed', expected: 0, found: failed });
      return { perSecond };
    };
    const tell = (name: string, url: string) => async (): Promise<Reading> => {
      const options = { url, seconds: run.seconds, everyMs: 20 };
      const { posted, reachedAll, p99Ms } = await browsers.ask<Told>('tell', options);
      counts.push({ what: `texts shown of those posted (${name})`, expected: posted, found: reachedAll });
      return { p99Ms };
    };
    await load();
    const cost = await interleave(run.rounds, {
      baseline: load,
      ours: () => listen(hearback.url, listening, load),
    });
    const soon = {
      ours: () => listen(hearback.url, 1, tell('ours', inboundUrl)),
      baseline: () => listen(bare.url, 1, tell('bare', `${bare.url}/webhooks/inbound`)),
    };
    await soon.ours();
    await soon.baseline();
    const latency = await interleave(run.rounds, soon);
    const middle = (values: (number | undefined)[]) => median(values.map((value) => value ?? Number.NaN)).toFixed(1);
    return {
      figures: [
        {
          what: `webhooks/s with ${listening} live browsers ÷ with none`,
          ratio: ratio(cost, 'perSecond'),
          control: control(cost, 'perSecond'),
          better: 'more',
          floor: 0.8,
          target: 0.95,
        },
        {
          what: 'p99 from post to browser ÷ bare NOTIFY + SSE',
          ratio: ratio(latency, 'p99Ms'),
          control: control(latency, 'p99Ms'),
          better: 'less',
          floor: 2,
          target: 1.2,
        },
      ],
      counts: addUp(counts),
      notes: [
        `webhooks a second: with none ${middle(cost.map((round) => round.baseline[0].perSecond))}, with ${listening} ${middle(cost.map((round) => round.ours.perSecond))}`,
        `p99 from post to browser in ms: ours ${middle(latency.map((round) => round.ours.p99Ms))}, bare ${middle(latency.map((round) => round.baseline[0].p99Ms))}`,
      ],
    };
  },
};
