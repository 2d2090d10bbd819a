import fc from 'fast-check';
import { change, markRead } from '../../../src/domain/conversations/conversations.ts';
import { pauseByHand, resume } from '../../../src/domain/lines/lines.ts';
import { cancel, decide, drain, recoverLost, resolveUnknown, write } from '../../../src/domain/messages/messages.ts';
import { AppError } from '../../../src/platform/errors.ts';
import { newSid } from '../../support/twilio-posts.ts';
import { checkRun, happens, type Known } from './check.ts';
import { treatments } from './company.ts';
import { openWorker, people, type Run, type Worker } from './world.ts';

export type Step = fc.AsyncCommand<Known, Run>;

/** What a step answers when there was nothing that it could be about. */
const nothing = Symbol();

/**
 * A kind of step: how often it comes, what it may be about, and what it does. After each, everything that must hold is
 * checked.
 */
function step<T>(
  weight: number,
  name: string,
  about: fc.Arbitrary<T>,
  act: (known: Known, run: Run, about: T) => Promise<unknown>,
): fc.Arbitrary<Step>[] {
  const arbitrary = about.map((what) => ({
    check: () => true,
    async run(known: Known, run: Run) {
      if ((await act(known, run, what)) !== nothing) await checkRun(known, run);
    },
    toString: () => `${name} ${JSON.stringify(what)}`,
  }));
  return Array.from({ length: weight }, () => arbitrary);
}

const person = fc.nat({ max: people.length - 1 });
const which = fc.nat({ max: 20 });
const seldom = fc.integer({ min: 0, max: 5 }).map((one) => one === 5);
const one = <T>(some: readonly T[], index: number): T | undefined => some[index % some.length];

/** What is refused with one of these words is refused rightly. */
async function unless(codes: string[], work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    (error) => {
      if (error instanceof AppError && codes.includes(error.code)) return false;
      throw error;
    },
  );
}

export async function post(
  { world, lineId }: Run,
  received: { texts?: object[]; statuses?: object[] },
  copies: number,
) {
  const body = Buffer.from(JSON.stringify({ texts: [], statuses: [], ...received }));
  const call = { path: `/webhooks/${lineId}/inbound`, headers: {}, body };
  await Promise.all(Array.from({ length: copies }, () => world.inbound.take(lineId, call)));
}

const incoming = (sid: string, from: string, body: string) => ({
  providerId: sid,
  from,
  to: '+12025550100',
  body,
  media: [],
  segments: 1,
  optOut: null,
});

/** Waits until this worker has written down all that has been answered. */
export async function finish(run: Run, worker: Worker): Promise<void> {
  const hanging = run.company.hanging.map(({ attemptId }) => attemptId);
  const underWay = worker.lines.get(run.lineId)?.underWay ?? new Map<string, Promise<void>>();
  await Promise.all([...underWay].filter(([id]) => !hanging.includes(id)).map(([, done]) => done));
}

export async function drainAs(run: Run, worker: Worker): Promise<void> {
  await begin(run, worker);
  await finish(run, worker);
}

/** The same, without waiting for what is under way. */
export async function begin(run: Run, worker: Worker): Promise<void> {
  // What the queue does when it hands out a job.
  for (const kind of ['drain', 'alarm'])
    await run.world.query('select graphile_worker.remove_job($1)', [`${kind}:${run.lineId}`]);
  await drain(run.member, run.lineId, worker);
}

/** The leases of the dead, and of whoever else is named, are over. */
export async function takeOver(run: Run, asleep: Worker[] = []): Promise<void> {
  const ids = [...run.dead, ...asleep].map(({ workerId }) => workerId);
  await run.world.query('delete from workers where id = any($1)', [ids]);
  await recoverLost(run.world.floor);
  run.dead = [];
  // Who only slept says so with the next beat.
  for (const { workerId } of asleep)
    await run.world.query("insert into workers (id, queue_ids, beat_at) values ($1, '{}', 'infinity')", [workerId]);
}

/** Everything that waits for a time is due. */
export const passTime = ({ world, member }: Run) =>
  world.query('update outbox set due_at = now() where team_id = $1', [member.teamId]);

const steps = [
  step(
    6,
    'write',
    fc.record({
      person,
      isPlanned: seldom,
      unlessTheyWrite: seldom,
      texts: fc.integer({ min: 1, max: 3 }),
      times: fc.integer({ min: 1, max: 2 }),
    }),
    async (known, run, { person, isPlanned, unlessTheyWrite, texts, times }) => {
      const conversation = run.conversations[person];
      if (!conversation) return nothing;
      for (let text = 0; text < texts; text++) {
        const input = {
          body: `Intent ${known.intents.size + 1}`,
          idempotencyKey: `key-${known.intents.size + 1}`,
          ...(isPlanned && { sendAt: new Date(Date.now() + 3_600_000) }),
          cancelIfTheyWriteFirst: unlessTheyWrite,
        };
        for (let time = 0; time < times; time++) await writeOne(known, run, person, conversation, input);
      }
    },
  ),
  step(
    3,
    'they write',
    fc.record({
      person,
      words: fc.constantFrom('text', 'text', 'text', 'text', 'text', 'STOP', 'START', 'START'),
      copies: fc.integer({ min: 1, max: 3 }),
    }),
    async (known, run, { person, words, copies }) => {
      const from = people[person] as string;
      const sid = newSid();
      const body = words === 'text' ? `Text ${known.received.size + 1}` : words;
      await post(run, { texts: [incoming(sid, from, body)] }, copies);
      known.received.set(sid, { from, body });
      known.unread.set(from, (known.unread.get(from) ?? 0) + 1);
      happens(known, from, words === 'text' ? 'theirs' : 'quiet');
      if (words === 'STOP') run.company.optedOut.add(from);
      if (words === 'START') run.company.optedOut.delete(from);
      if (!run.conversations[person]) await findConversation(run, person, from);
    },
  ),
  step(1, 'the company repeats itself', which, async (known, run, which) => {
    const [sid, text] = one([...known.received], which) ?? [];
    if (!sid || !text) return nothing;
    await post(run, { texts: [incoming(sid, text.from, text.body)] }, 1);
  }),
  step(
    7,
    'drain',
    fc.record({
      worker: fc.nat({ max: 1 }),
      plan: fc.array(fc.constantFrom(...treatments), { maxLength: 4 }),
    }),
    async (_, run, { worker, plan }) => {
      run.company.plan = [...plan];
      await drainAs(run, run.workers[worker] as Worker);
    },
  ),
  step(
    4,
    'an answer comes',
    fc.record({
      which,
      how: fc.constantFrom('taken' as const, 'refused' as const, 'not sent' as const, 'unknown' as const),
    }),
    async (_, run, { which, how }) => {
      const hanging = one(run.company.hanging, which);
      if (!hanging) return nothing;
      hanging.answer(how);
      for (const worker of run.workers) await finish(run, worker);
    },
  ),
  step(1, 'a worker is killed', fc.nat({ max: 1 }), async (_, run, index) => {
    const dead = run.workers[index] as Worker;
    const underWay = dead.lines.get(run.lineId)?.underWay;
    run.company.hanging = run.company.hanging.filter(({ attemptId }) => !underWay?.has(attemptId));
    run.dead.push(dead);
    run.workers[index] = await openWorker(run);
  }),
  step(2, 'takeover', fc.option(fc.nat({ max: 1 })), async (_, run, asleep) => {
    await takeOver(run, asleep === null ? [] : [run.workers[asleep] as Worker]);
  }),
  step(
    4,
    'a report comes',
    fc.record({
      which,
      status: fc.constantFrom('accepted', 'sending', 'sent', 'last'),
      copies: fc.integer({ min: 1, max: 2 }),
      namesAttempt: fc.boolean(),
    }),
    async (_, run, { which, status, copies, namesAttempt }) => {
      const text = one(run.company.carried, which);
      if (!text) return nothing;
      const { providerId, attemptId, destiny } = text;
      if (status === 'last') text.status = destiny;
      const report = {
        providerId,
        attemptId: namesAttempt ? attemptId : null,
        status: status === 'last' ? destiny : status,
        code: status === 'last' && destiny === 'undelivered' ? '30003' : null,
        from: null,
      };
      await post(run, { statuses: [report] }, copies);
    },
  ),
  step(1, 'a report on a text of somebody else', fc.constant(0), (_, run) =>
    post(
      run,
      { statuses: [{ providerId: newSid(), attemptId: null, status: 'delivered', code: null, from: null }] },
      1,
    ),
  ),
  step(
    2,
    'a look at the books',
    fc.record({ which, look: fc.nat({ max: 5 }), areClosed: fc.boolean() }),
    async (_, run, { which, look, areClosed }) => {
      const unknown = await run.world.query(
        "select id from attempts where team_id = $1 and outcome = 'unknown' order by id",
        [run.member.teamId],
      );
      const attempt = one(unknown, which);
      run.company.booksAreClosed = areClosed;
      if (!attempt) return nothing;
      await resolveUnknown(run.member, attempt.id as unknown as string, look);
    },
  ),
  step(
    2,
    'a person decides',
    fc.record({ which, choice: fc.constantFrom('send_again' as const, 'leave' as const) }),
    async (known, run, { which, choice }) => {
      const unknown = await run.world.query(
        "select id, body from messages where team_id = $1 and status = 'unknown' order by id",
        [run.member.teamId],
      );
      const text = one(unknown, which) as { id: string; body: string } | undefined;
      if (!text) return nothing;
      if (!(await unless(['still_looking'], decide(run.member, text.id, choice)))) return;
      if (choice === 'send_again') known.sentAgain.set(text.body, (known.sentAgain.get(text.body) ?? 0) + 1);
      else known.left.add(text.body);
    },
  ),
  step(1, 'cancel', which, async (known, run, which) => {
    const [, id] = one([...known.intents], which) ?? [];
    if (!id) return nothing;
    await unless(['already_leaving'], cancel(run.member, id));
  }),
  step(1, 'pause', fc.constant(0), (_, run) => pauseByHand(run.member, run.lineId)),
  step(2, 'resume', fc.constant(0), (_, run) => resume(run.member, run.lineId)),
  step(3, 'time passes', fc.constant(0), (_, run) => passTime(run)),
  step(1, 'read', person, async (known, run, person) => {
    const conversation = run.conversations[person];
    const [last] = conversation
      ? await run.world.query('select id from messages where conversation_id = $1 order by id desc limit 1', [
          conversation,
        ])
      : [];
    if (!conversation || !last) return nothing;
    await markRead(run.member, conversation, { messageId: last.id as unknown as string });
    known.unread.delete(people[person] as string);
  }),
  step(1, 'close', person, async (known, run, person) => {
    const conversation = run.conversations[person];
    if (!conversation) return nothing;
    await change(run.member, [conversation], { act: 'done' });
    if (known.waiting.has(people[person] as string)) happens(known, people[person] as string, 'done');
  }),
];

async function writeOne(known: Known, run: Run, person: number, conversation: string, input: { body: string }) {
  const address = people[person] as string;
  const writing = write(run.member, conversation, input).then(({ id }) => known.intents.set(input.body, id));
  const isWritten = await unless(['opted_out'], writing);
  if (isWritten === run.company.optedOut.has(address)) throw new Error('An opt-out was not heeded.');
  const isFirst = !known.story.get(address)?.some((what) => typeof what === 'object' && what.ours === input.body);
  if (isWritten && isFirst) happens(known, address, { ours: input.body });
}

async function findConversation(run: Run, person: number, from: string): Promise<void> {
  const [found] = await run.world.query(
    `select conversations.id from conversations join phones on phones.team_id = conversations.team_id
      and phones.person_id = conversations.person_id where conversations.team_id = $1 and address = $2`,
    [run.member.teamId, from],
  );
  run.conversations[person] = found?.id as unknown as string;
}

/** Some steps in a row. */
export const story = fc.commands(steps.flat(), { maxCommands: 40, size: 'large' });
