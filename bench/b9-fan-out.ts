import type { Benchmark, Run } from './harness/benchmark.ts';
import { connectLine, signUp, startHearback } from './harness/hearback.ts';
import { signInMembers } from './harness/members.ts';
import { canBeWeighed, type Program, pause, startProgram } from './harness/program.ts';
import { addUp, type Count, type Figure } from './harness/report.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { median } from './harness/statistics.ts';
import type { Told } from './load/streams.ts';

/** Pages that one member may have open. */
const pagesOfMember = 50;

interface Side {
  server: Program;
  url: string;
  browsers: Program;
  bytesPerBrowser: number;
}

/** One text told to a thousand browsers, by Hearback and by a loop that does nothing else. */
export const fanOut: Benchmark = {
  title: 'Fan-out: events to a thousand browsers',
  async run(run) {
    const listening = run.scale === 'tiny' ? 20 : 1000;
    const ours = await openOurs(run, listening);
    const bare = await openSide(
      run,
      await run.use(startProgram('bench/baselines/bare-loop.ts', {}, { flags: canBeWeighed })),
      listening,
      [''],
    );
    const counts: Count[] = [];
    const measure =
      (name: string, { url, browsers }: Side) =>
      async (): Promise<Reading> => {
        const told = await browsers.ask<Told>('tell', { url, seconds: run.seconds, atOnce: 16 });
        counts.push({ what: `deliveries (${name})`, expected: told.posted * listening, found: told.deliveries });
        return { perSecond: told.perSecond, bytes: told.bytes / told.deliveries };
      };
    const sides = { ours: measure('ours', ours), baseline: measure('bare', bare) };
    await sides.ours();
    await sides.baseline();
    const rounds = await interleave(run.rounds, sides);
    const memory = ours.bytesPerBrowser / bare.bytesPerBrowser;
    const weight: Figure = {
      what: 'memory of an idle browser ÷ the same',
      ratio: { median: memory, lower: memory, upper: memory, kept: 1, thrown: 0 },
      control: null,
      better: 'less',
      floor: 2,
      target: 1.2,
    };
    const middle = (values: (number | undefined)[]) => Math.round(median(values.map((value) => value ?? Number.NaN)));
    return {
      figures: [
        {
          what: `deliveries/s to ${listening} browsers ÷ a bare loop`,
          ratio: ratio(rounds, 'perSecond'),
          control: control(rounds, 'perSecond'),
          better: 'more',
          floor: 0.6,
          target: 1,
        },
        // A few browsers weigh less than what comes and goes by itself.
        ...(run.scale === 'tiny' ? [] : [weight]),
      ],
      counts: addUp(counts),
      notes: [
        `deliveries a second: ours ${middle(rounds.map((round) => round.ours.perSecond))}, bare ${middle(rounds.map((round) => round.baseline[0].perSecond))}`,
        `bytes of an idle browser: ours ${Math.round(ours.bytesPerBrowser)}, bare ${Math.round(bare.bytesPerBrowser)}`,
        `bytes on the wire for each delivery: ours ${middle(rounds.map((round) => round.ours.bytes))}, bare ${middle(rounds.map((round) => round.baseline[0].bytes))}`,
      ],
    };
  },
};

async function openOurs(run: Run, listening: number): Promise<Side> {
  const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
  const database = await run.cluster.database('ours');
  const hearback = await run.use(startHearback(database, { flags: canBeWeighed }));
  const line = await connectLine(await signUp(hearback.url), twilio.url);
  const cookies = await signInMembers(database, hearback.url, Math.ceil(listening / pagesOfMember));
  return openSide(run, hearback, listening, cookies, line.inboundUrl);
}

/** Opens the browsers of one side, and weighs what an idle one costs the server. */
async function openSide(
  run: Run,
  server: Program,
  listening: number,
  cookies: string[],
  inboundUrl = `${server.url}/webhooks/inbound`,
): Promise<Side> {
  const browsers = await run.use(startProgram('bench/load/streams.ts'));
  // The first few pay for what all the others share.
  await browsers.ask('open', { url: `${server.url}/api/v1/events`, count: 10, cookies });
  const before = await weigh(server);
  await browsers.ask('open', { url: `${server.url}/api/v1/events`, count: listening - 10, cookies });
  const bytesPerBrowser = ((await weigh(server)) - before) / (listening - 10);
  return { server, url: inboundUrl, browsers, bytesPerBrowser };
}

/** What a server holds when it is idle, and has had the time to let go of what it does not need. */
async function weigh(server: Program): Promise<number> {
  await pause(1000);
  await server.weigh();
  await pause(200);
  return server.weigh();
}
