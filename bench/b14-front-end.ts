import type { Page } from 'playwright-core';
import { launchChromium } from '../test/support/launch-chromium.ts';
import type { Benchmark, Run } from './harness/benchmark.ts';
import { connectLine, signUp, startHearback } from './harness/hearback.ts';
import {
  countListed,
  firstScripts,
  interactions,
  loadThread,
  openInbox,
  switchTo,
  watchInteractions,
} from './harness/inbox-page.ts';
import { conversationId, makePast } from './harness/past.ts';
import { startProgram } from './harness/program.ts';
import { addUp, type Count } from './harness/report.ts';
import { control, interleave, type Reading, ratio } from './harness/rounds.ts';
import { median, quantile, summarise } from './harness/statistics.ts';

const sizes = {
  full: { conversations: 5000, texts: 2000 },
  short: { conversations: 600, texts: 600 },
  tiny: { conversations: 100, texts: 120 },
};
const few = { conversations: 20, texts: 20 };

/** So many switches are one reading: their median. */
const switches = { full: 24, short: 12, tiny: 4 };

const slowdown = 4;
const mostKib = 130;
const mostMs = 200;

/** The page in a browser: going from one conversation to another, how much it loads, how soon it answers. */
export const frontEnd: Benchmark = {
  title: 'Front end: switching, loading, answering',
  async run(run) {
    const many = sizes[run.scale];
    const browser = await launchChromium();
    run.atEnd(() => browser.close());
    const twilio = await run.use(startProgram('bench/load/pretend-twilio.ts'));
    const small = await openSide(run, twilio.url, few, browser);
    const large = await openSide(run, twilio.url, many, browser);
    const counts: Count[] = [];
    const count = (what: string, expected: number, found: number) => counts.push({ what, expected, found });
    for (const side of [small, large]) {
      count('texts of the long thread', side.texts, side.loaded);
      count('conversations in the list', side.conversations, await countListed(side.page));
    }
    const measure = (side: Side) => async (): Promise<Reading> => {
      const took: number[] = [];
      for (let n = 0; n < switches[run.scale]; n++) took.push(await switchTo(side.page, side.ids[n % 2] as string));
      return { ms: median(took) };
    };
    const sides = { baseline: measure(small), ours: measure(large) };
    await sides.baseline();
    await sides.ours();
    const rounds = await interleave(run.rounds, sides);
    const kib = await firstScripts(large.page);
    count('scripts that were not seen', 0, kib > 0 ? 0 : 1);
    const took = await workSlowly(large.page, run.scale === 'tiny' ? 1 : 4);
    count('acts that nobody has timed', 0, took.length > 0 ? 0 : 1);
    const p98 = quantile(took, 0.98);
    const middle = (values: (number | undefined)[]) => median(values.map((value) => value ?? Number.NaN)).toFixed(1);
    return {
      figures: [
        {
          what: `switching with ${many.conversations} conversations, ${many.texts} texts ÷ with 20, 20`,
          ratio: ratio(rounds, 'ms'),
          control: control(rounds, 'ms'),
          better: 'less',
          floor: 2,
          target: 1.2,
        },
        {
          what: `scripts of the first load ÷ ${mostKib} KiB`,
          ratio: summarise([kib / mostKib]),
          control: null,
          better: 'less',
          floor: 1.2,
          target: 1,
        },
        {
          what: `p98 of interactions at ×${slowdown} ÷ ${mostMs} ms`,
          ratio: summarise([p98 / mostMs]),
          control: null,
          better: 'less',
          floor: 1.5,
          target: 1,
        },
      ],
      counts: addUp(counts),
      notes: [
        `a switch in ms: with few ${middle(rounds.map((round) => round.baseline[0].ms))}, with many ${middle(rounds.map((round) => round.ours.ms))}`,
        `scripts of the first load: ${kib.toFixed(1)} KiB; ${took.length} interactions, p50 ${quantile(took, 0.5)} ms, p98 ${p98.toFixed(0)} ms, longest ${Math.max(...took)} ms`,
      ],
    };
  },
};

interface Side {
  page: Page;
  conversations: number;
  texts: number;
  loaded: number;
  /** The long thread, and one beside it. */
  ids: string[];
}

async function openSide(
  run: Run,
  twilioUrl: string,
  { conversations, texts }: typeof few,
  browser: Awaited<ReturnType<typeof launchChromium>>,
): Promise<Side> {
  const database = await run.cluster.database('ours');
  const { url } = await run.use(startHearback(database, { role: 'web' }));
  const office = await signUp(url);
  await connectLine(office, twilioUrl);
  await office.must('PATCH', '/api/v1/me', { gettingStartedHidden: true });
  await makePast(database, { conversations, messages: conversations * 20, inFirst: texts });
  const { rows } = await database.pool.query<{ id: string }>(
    `select ${conversationId(0)} as id union all (select id from conversations where id <> ${conversationId(0)}
       order by last_message_at desc limit 1)`,
  );
  const ids = rows.map(({ id }) => id);
  // Who goes to and fro has read both.
  await database.pool.query(
    `insert into read_marks (team_id, conversation_id, member_id, message_id, read_at)
     select team_id, id, (select id from members), last_message_id, now() from conversations where id = any($1)
     on conflict (team_id, conversation_id, member_id) do update set message_id = excluded.message_id`,
    [ids],
  );
  const made = await database.pool.query<{ count: number }>('select count(*)::int as count from conversations');
  const page = await openInbox(browser, url, office.cookie());
  const loaded = await loadThread(page, ids[0] as string, texts);
  return { page, conversations: made.rows[0]?.count ?? 0, ids, texts, loaded };
}

/** Works as a dispatcher does, on a computer that is four times slower. Answers how long each act took. */
async function workSlowly(page: Page, times: number): Promise<number[]> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.evaluate(`document.querySelector('[data-conversation]').scrollIntoView()`);
  await watchInteractions(page);
  const rows = page.locator('[data-conversation] > a');
  const views = page.getByRole('navigation', { name: 'Views' });
  const box = page.getByRole('textbox', { name: /^Text to/ });
  for (let n = 0; n < times; n++) {
    for (const at of [0, 1, 2]) {
      await rows.nth(at).click();
      await box.waitFor();
      await page.locator('[data-row]').first().waitFor();
    }
    await box.click();
    await page.keyboard.type('On my way, ten minutes', { delay: 40 });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ana', { delay: 60 });
    await page.keyboard.press('Escape');
    await views.getByRole('link', { name: /^Waiting/ }).click();
    await page.getByRole('region', { name: 'Conversations' }).waitFor();
    await views.getByRole('link', { name: /^All/ }).click();
    await rows.first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
  }
  await debug.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return interactions(page);
}
