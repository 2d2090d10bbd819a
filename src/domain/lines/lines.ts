import { AppError, notFound } from '../../platform/errors.ts';
import type { Provider, ProviderLine } from '../../providers/provider.ts';
import { announce, type Floor, inTransaction, type TeamScope } from '../floor.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { compareRoutinely } from './books.ts';
import { readChange } from './read-change.ts';
import { type NewLine, readSettings } from './settings.ts';
import { keepLast, type Line, lockLine, openLine } from './stored-line.ts';
import { endOf, renewedIn, toldOf } from './told.ts';
import { wakeLine } from './wake.ts';

export { compareRoutinely, compareSoon } from './books.ts';
export { pauseByHand, resume, setPace, setPrice } from './by-hand.ts';
export {
  keywordAnswersOf,
  noteCompanyAnswered,
  setKeywordAnswers,
} from './keyword-answers.ts';
export { pauseAll } from './pause-all.ts';
export { rest } from './rest.ts';
export type { Line } from './stored-line.ts';
export { setAlarm, setSecondAlarm, wakeLine } from './wake.ts';

/** The team's lines, oldest first. */
export async function list(scope: TeamScope): Promise<Line[]> {
  const rows = await scope.db
    .selectFrom('lines')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => openLine(scope, row));
}

/** A line; in a transaction, on demand, it stays as it is until the commit. @throws AppError `not_found`. */
export async function find(scope: TeamScope, lineId: string, { isLocked = false } = {}): Promise<Line> {
  const row = await scope.db
    .selectFrom('lines')
    .selectAll()
    .where('team_id', '=', scope.teamId)
    .where('id', '=', lineId)
    .$if(isLocked, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
  if (!row) throw notFound('line');
  return openLine(scope, row);
}

/**
 * Connects a number or messaging service, after asking the provider whether it knows these settings.
 * @throws AppError `invalid`, `provider_credentials` when the provider refuses them, `provider_unreachable` when nobody
 * answered; in all cases nothing is stored.
 */
export async function connect(member: Member, input: NewLine): Promise<Line> {
  mustManage(member, 'change lines');
  const provider = providerOf(member, input.provider);
  const read = readSettings(provider, input);
  const line = { ...read, id: member.newId() };
  await mustBeKnown(provider, line);
  return inTransaction(member, async (tx) => {
    const stored = await store(tx, { ...line, provider: provider.name, isPractice: false });
    const { label, number } = stored;
    await recordAct(tx, { kind: 'line.connected', subjectId: line.id, after: { label, number: endOf(number) } });
    return stored;
  });
}

/**
 * Changes a line's label, number, pace or settings; what is left out stays. An old secret is kept beside a new one where the
 * provider asks for it, so that webhooks signed just before the change still count.
 * @throws as `connect`, `not_found`, and `invalid` where secrets would go elsewhere that were not given again.
 */
export async function change(member: Member, lineId: string, input: Partial<NewLine>): Promise<Line> {
  mustManage(member, 'change lines');
  const asked = await find(member, lineId);
  if (asked.isPractice) throw new AppError('forbidden', 'The practice line sets itself up.');
  const provider = providerOf(member, asked.provider);
  await mustBeKnown(provider, { id: lineId, ...readChange(provider, asked, input) });
  await inTransaction(member, async (tx) => {
    // To ask the company takes a while: what a colleague has changed meanwhile stays.
    const before = await find(tx, lineId, { isLocked: true });
    const read = readChange(provider, before, input);
    const kept = keepLast(provider, before.settings, read.settings, tx.clock.now());
    const { plain, secrets } = lockLine(tx, provider, lineId, { ...read.settings, ...kept });
    await tx.db
      .updateTable('lines')
      .set({
        label: read.label,
        number: read.number,
        segments_per_second: read.segmentsPerSecond,
        settings: plain,
        secrets,
      })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', lineId)
      .execute();
    await goOn(tx, lineId);
    // While it was paused nothing was due on it.
    await wakeLine(tx, lineId);
    await recordAct(tx, {
      kind: 'line.changed',
      subjectId: lineId,
      before: toldOf(provider, before),
      after: { ...toldOf(provider, read), ...renewedIn(provider, before, read) },
    });
    announce(tx, { kind: 'line.changed' });
  });
  return find(member, lineId);
}

/** The line that a webhook names, in its team; null when there is none. */
export async function findByWebhook(floor: Floor, lineId: string): Promise<{ scope: TeamScope; line: Line } | null> {
  const entry = await floor.db
    .selectFrom('line_directory')
    .select('team_id')
    .where('line_id', '=', lineId)
    .executeTakeFirst();
  if (!entry) return null;
  const scope = { ...floor, teamId: entry.team_id };
  return { scope, line: await find(scope, lineId) };
}

/**
 * Picks the line for a text: the one the conversation last used, else the team's first. Practice people are only ever
 * reached over the practice line, and nobody else is once a real line exists.
 * @throws AppError `no_line` when there is none.
 */
export async function chooseFor(
  scope: TeamScope,
  person: { isPractice: boolean },
  lastLineId: string | null,
): Promise<Line> {
  const line = chooseAmong(await list(scope), person, lastLineId);
  if (!line) throw new AppError('no_line', 'There is no number to text from yet. Connect one first.');
  return line;
}

/** The same among the team's lines, oldest first; null when there is none. */
export function chooseAmong(lines: Line[], person: { isPractice: boolean }, lastLineId: string | null): Line | null {
  const real = lines.filter((line) => !line.isPractice);
  const fitting = person.isPractice || real.length === 0 ? lines.filter((line) => line.isPractice) : real;
  return fitting.find((each) => each.id === lastLineId) ?? fitting[0] ?? null;
}

/** Stops sending over a line, and says why to whoever looks. */
export async function pause(scope: TeamScope, lineId: string, reason: string): Promise<void> {
  await inTransaction(scope, async (tx) => {
    await tx.db
      .updateTable('lines')
      .set({ paused_at: tx.clock.now(), paused_reason: reason })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', lineId)
      .where('paused_at', 'is', null)
      .execute();
    announce(tx, { kind: 'line.changed' });
  });
}

/** What stopped a line by itself may be mended now. Whoever stopped it by hand has it stay so. */
async function goOn(scope: TeamScope, lineId: string): Promise<void> {
  await scope.db
    .updateTable('lines')
    .set({ paused_at: null, paused_reason: null, rests_until: null, rests_reason: null })
    .where('team_id', '=', scope.teamId)
    .where('id', '=', lineId)
    .where('paused_by', 'is', null)
    .execute();
}

/** How the pretend phone company is reached; its addresses change with the ports of a start. */
export interface PracticeLine {
  provider: string;
  number: string;
  settings: Readonly<Record<string, string>>;
}

/** Makes the team's practice line, or points the one it has at the carrier of today. */
export async function openPractice(scope: TeamScope, practice: PracticeLine): Promise<Line> {
  const own = (await list(scope)).find((line) => line.isPractice);
  const fresh = { id: scope.newId(), label: 'Practice line', isPractice: true, segmentsPerSecond: null };
  if (!own) return store(scope, { ...practice, ...fresh });
  const { plain, secrets } = lockLine(scope, providerOf(scope, own.provider), own.id, practice.settings);
  await scope.db
    .updateTable('lines')
    .set({ settings: plain, secrets })
    .where('team_id', '=', scope.teamId)
    .where('id', '=', own.id)
    .execute();
  await goOn(scope, own.id);
  return find(scope, own.id);
}

/** The provider of a line. A name that no provider has is refused as `invalid`. */
export function providerOf(floor: Floor, name: string): Provider {
  const provider = floor.providers.get(name);
  if (!provider)
    throw new AppError('invalid', `There is no provider called "${name}".`, {
      provider: `Use one of: ${[...floor.providers.keys()].join(', ')}.`,
    });
  return provider;
}

/** The address a provider calls for this line, without the query. */
export function webhookUrl(floor: Floor, line: Line, kind: 'inbound' | 'status'): string {
  return `${publicUrlOf(floor, line)}/webhooks/${line.id}/${kind}`;
}

/** Where the company of a line finds us. */
export function publicUrlOf(floor: Floor, line: Line): string {
  return line.settings.webhookUrl ?? floor.publicUrl;
}

async function store(
  scope: TeamScope,
  line: ProviderLine & Pick<Line, 'provider' | 'label' | 'isPractice' | 'segmentsPerSecond'>,
): Promise<Line> {
  const { plain, secrets } = lockLine(scope, providerOf(scope, line.provider), line.id, line.settings);
  await inTransaction(scope, async (tx) => {
    await tx.db
      .insertInto('lines')
      .values({
        team_id: tx.teamId,
        id: line.id,
        provider: line.provider,
        label: line.label,
        number: line.number,
        is_practice: line.isPractice,
        segments_per_second: line.segmentsPerSecond,
        settings: plain,
        secrets,
        created_at: tx.clock.now(),
      })
      .execute();
    await tx.db.insertInto('line_directory').values({ line_id: line.id, team_id: tx.teamId }).execute();
    await compareRoutinely(tx, line.id);
    announce(tx, { kind: 'line.changed' });
  });
  return find(scope, line.id);
}

async function mustBeKnown(provider: Provider, line: ProviderLine): Promise<void> {
  const result = await provider.check(line);
  if (result.kind === 'wrong_credentials') throw new AppError('provider_credentials', result.message);
  if (result.kind === 'unreachable') throw new AppError('provider_unreachable', result.message);
}
