import { sql } from 'kysely';
import { type AppError, invalid } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';
import { openingFor, readLimits, type WaitAbroad, waitAbroad, wouldExceed } from '../limits/limits.ts';
import { list } from '../lines/lines.ts';
import { fieldsIn } from '../messages/messages.ts';
import { findProfile, findTeam, type Member } from '../teams/teams.ts';
import { chosenOf, fullOf } from './audience.ts';
import { findUncounted, type Uncounted } from './broadcast.ts';
import type { LeftReason } from './left-reason.ts';
import { remember, type Seen } from './looked.ts';
import { type Alike, alikeOf, longestText, namesOf } from './texts.ts';
import { dueIn, holdMs } from './when.ts';

type Named = { id: string; name: string };

/** What would happen if a broadcast were dispatched now. */
export interface Look {
  chosen: number;
  willGet: number;
  practice: number;
  left: { reason: LeftReason; count: number; people: Named[] }[];
  texts: {
    segments: number;
    longest: { person: Named; body: string; segments: number; encoding: 'GSM-7' | 'UCS-2' } | null;
    unicode: { character: string; plain?: string; texts: number } | null;
  };
  price: { amount: number; currency: string } | null;
  /** When that is more than is left of the month's money: how much that is. The rest waits for more. */
  overCap: { cost: number; cap: number; left: number; currency: string } | null;
  /** Those who wait for a later hour, being new numbers abroad; null where nobody does. */
  abroad: WaitAbroad | null;
  problems: {
    fields: { name: string; why: 'unknown' | 'empty'; count: number; people: Named[]; hasFallback: boolean }[];
    tooLong: number;
    empty: number;
  };
  leaves: {
    first: Date | null;
    last: Date | null;
    minutes: number | null;
    zones: { timeZone: string; people: number; at: Date }[];
  };
}

/** Of those who are named as examples. */
const mostNamed = 5;

/**
 * Looks at all that a broadcast would do.
 * @throws AppError `not_found`.
 */
export async function look(member: Member, broadcastId: string): Promise<Look> {
  const broadcast = await findUncounted(member, broadcastId);
  const found = await lookAt(member, broadcast);
  if (!faultOf(broadcast, found)) await remember(member, broadcast, seenIn(found));
  return found;
}

/** As much of a look as sending rests on. */
export const seenIn = ({ willGet, chosen, left, leaves: { zones, first, last } }: Look): Seen => ({
  willGet,
  counted: willGet + (left.find(({ reason }) => reason === 'too_many_texts')?.count ?? 0),
  chosen,
  zones: [...new Set(zones.map(({ timeZone }) => timeZone))],
  first,
  last,
});

/** Why it cannot be sent as it is; null when it can. */
export function faultOf({ body }: Pick<Uncounted, 'body'>, { willGet, problems }: Look): AppError | null {
  if (body.trim() === '') return invalid({ body: 'Write something first.' });
  if (willGet === 0) return invalid({ audience: 'Nobody would get this. Choose somebody first.' });
  const unknown = problems.fields.find(({ why, hasFallback }) => why === 'unknown' && !hasFallback);
  if (unknown) return invalid({ body: `There is no field {${unknown.name}}.` });
  const most = longestText.toLocaleString('en');
  if (problems.tooLong > 0)
    return invalid({ body: `For ${problems.tooLong} people this is too long. A text can have ${most} characters.` });
  if (problems.empty > 0) return invalid({ body: `For ${problems.empty} people nothing is left of this.` });
  return null;
}

export async function lookAt(member: Member, broadcast: Uncounted): Promise<Look> {
  const { name } = await findProfile(member);
  const full = await fullOf(member, broadcast);
  const alike = await alikeOf(member, broadcast, { author: name, full });
  const getting = alike.filter(({ leftBecause }) => leftBecause === null);
  const problems = problemsOf(broadcast, getting);
  const longest = longestOf(getting);
  const examples = [...problems.flatMap(({ people }) => people), ...(longest ? [longest.personId] : [])];
  const named = await namesOf(member, examples);
  const lines = await linesOf(member, broadcast, getting);
  return {
    chosen: sum(alike, ({ times }) => times),
    willGet: sum(getting, ({ count }) => count),
    practice: sum(
      getting.filter(({ isPractice }) => isPractice),
      ({ count }) => count,
    ),
    left: await leftOf(member, broadcast, alike, full),
    texts: textsOf(getting, named),
    ...lines,
    abroad: lines.leaves.first && (await abroadOf(member, broadcast, full, lines.leaves.first)),
    problems: {
      fields: problems.map((problem) => ({ ...problem, people: problem.people.map(named) })),
      tooLong: sum(
        getting.filter(({ body }) => body.length > longestText),
        ({ count }) => count,
      ),
      empty: sum(
        getting.filter(({ body }) => body.trim() === ''),
        ({ count }) => count,
      ),
    },
  };
}

const sum = <T>(some: T[], of: (one: T) => number) => some.reduce((all, one) => all + of(one), 0);

async function leftOf(scope: TeamScope, broadcast: Uncounted, alike: Alike[], full: string[]): Promise<Look['left']> {
  if (alike.every(({ leftBecause, times, count }) => leftBecause === null && times === count)) return [];
  const { rows } = await sql<Look['left'][number]>`
    with chosen as (${await chosenOf(scope, broadcast, { full })}),
    said as (
      select left_because as reason, 1 as count, person_id, name from chosen where left_because is not null
      union all select 'twice', times - 1, person_id, name from chosen where times > 1)
    select reason, sum(count)::int as count,
      to_json((array_agg(json_build_object('id', person_id, 'name', name) order by name))[1:${sql.lit(mostNamed)}]) as people
    from said group by reason order by 2 desc, reason`.execute(scope.db);
  return rows;
}

/** What waits, of the texts that reach anybody: what is pretended goes nowhere. */
async function abroadOf(scope: TeamScope, broadcast: Uncounted, full: string[], at: Date): Promise<WaitAbroad | null> {
  const ofReal = (texts: string) => sql`join lines on lines.team_id = ${scope.teamId}::uuid
    and lines.id = ${sql.ref(`${texts}.line_id`)} and not lines.is_practice`;
  const texts = sql`
    select person_id, address as to_address from (${await chosenOf(scope, broadcast, { full })}) as chosen
    ${ofReal('chosen')} where left_because is null`;
  const others = sql`
    select person_id, to_address from outbox
    join messages on messages.team_id = outbox.team_id and messages.id = outbox.message_id
    join conversations on conversations.team_id = outbox.team_id and conversations.id = outbox.conversation_id
    ${ofReal('outbox')} where outbox.team_id = ${scope.teamId}::uuid and (due_at <= ${at} or waits_for = 'abroad')
    union all select person_id, address from broadcasts
    join broadcast_recipients as recipients on recipients.team_id = broadcasts.team_id and broadcast_id = broadcasts.id
    ${ofReal('recipients')} where broadcasts.team_id = ${scope.teamId}::uuid and dispatched_at is not null
      and done_at is null and canceled_at is null and message_id is null and left_because is null and due_at <= ${at}`;
  return waitAbroad(scope, { texts, others, at });
}

const longestOf = (getting: Alike[]) =>
  getting.reduce<Alike | null>((most, one) => (!most || isLonger(one, most) ? one : most), null);

function textsOf(getting: Alike[], named: (id: string) => Named): Look['texts'] {
  const longest = longestOf(getting);
  const unicode = getting.filter(({ text }) => text.encoding === 'UCS-2');
  const guilty = unicode[0]?.text.unicodeCharacters[0];
  return {
    segments: sum(getting, ({ count, text }) => count * text.segments),
    longest: longest && {
      person: named(longest.personId),
      body: longest.body,
      segments: longest.text.segments,
      encoding: longest.text.encoding,
    },
    unicode: guilty
      ? {
          character: guilty.character,
          ...(guilty.plain !== undefined && { plain: guilty.plain }),
          texts: sum(unicode, ({ count }) => count),
        }
      : null,
  };
}

/** By what it costs, then by how many characters it has. */
export const isLonger = (one: Alike, other: Alike) =>
  one.text.segments !== other.text.segments
    ? one.text.segments > other.text.segments
    : one.text.units > other.text.units;

function problemsOf(broadcast: Uncounted, getting: Alike[]) {
  const written = new Map(fieldsIn(broadcast.body).map((field) => [field.name.toLowerCase(), field]));
  return [...written].flatMap(([key, { name, fallback }]) => {
    const without = getting.filter(({ fields }) => !fields.get(key));
    if (without.length === 0) return [];
    const isKnown = getting.some(({ fields }) => fields.has(key));
    const count = sum(without, ({ count }) => count);
    const people = without.slice(0, mostNamed).map(({ personId }) => personId);
    return [
      { name, why: isKnown ? ('empty' as const) : ('unknown' as const), count, people, hasFallback: fallback !== null },
    ];
  });
}

/** What it costs and how long it takes, by its lines, and when it leaves, by their zones. */
async function linesOf(
  scope: TeamScope,
  broadcast: Uncounted,
  getting: Alike[],
): Promise<Pick<Look, 'price' | 'overCap' | 'leaves'>> {
  const lines = await list(scope);
  const byLine = [...Map.groupBy(getting, ({ lineId }) => lineId)].map(([lineId, some]) => ({
    line: lines.find(({ id }) => id === lineId),
    segments: sum(some, ({ count, text }) => count * text.segments),
  }));
  const zones = await zonesOf(scope, broadcast, getting);
  const minutes = byLine.map(
    ({ line, segments }) => segments / ((line?.segmentsPerSecond ?? Number.POSITIVE_INFINITY) * 60),
  );
  const all = sum(byLine, ({ segments }) => segments);
  const longest = Math.max(0, ...minutes, broadcast.segmentsPerMinute ? all / broadcast.segmentsPerMinute : 0);
  const price = priceOf(byLine);
  return {
    price,
    overCap: price && (await wouldExceed(scope, price)),
    leaves: { first: zones[0]?.at ?? null, last: zones.at(-1)?.at ?? null, minutes: longest || null, zones },
  };
}

/** When it leaves in each zone: at its time, or when the day begins there if that is at night. */
async function zonesOf(scope: TeamScope, { sendAt }: Uncounted, getting: Alike[]): Promise<Look['leaves']['zones']> {
  const { timeZone: home } = await findTeam(scope);
  const { hours, keepsHours } = await readLimits(scope);
  const notBefore = new Date(scope.clock.now().getTime() + holdMs);
  const places = Map.groupBy(getting, ({ timeZone, place, isPractice }) => `${timeZone} ${place} ${isPractice}`);
  const times = [...places.values()].flatMap((some) => {
    const { timeZone, place, isPractice } = some[0] as Alike;
    const at = dueIn(timeZone, sendAt, notBefore);
    const clocked = { timeZone: place ? null : timeZone, address: place ?? '' };
    const opens = keepsHours && !isPractice ? openingFor(hours, at, home)(clocked).from : null;
    const ms = Math.max(at.getTime(), opens?.epochMilliseconds ?? 0);
    return { timeZone, count: sum(some, ({ count }) => count), ms };
  });
  return [...Map.groupBy(times, ({ timeZone, ms }) => `${timeZone} ${ms}`).values()]
    .map((some) => ({
      timeZone: some[0]?.timeZone ?? home,
      people: sum(some, ({ count }) => count),
      at: new Date(some[0]?.ms ?? 0),
    }))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || b.people - a.people);
}

/** Practice costs nothing. Null when the price of a line is not known, or they have several currencies. */
function priceOf(
  byLine: { line: Awaited<ReturnType<typeof list>>[number] | undefined; segments: number }[],
): Look['price'] {
  const real = byLine.flatMap(({ line, segments }) =>
    line && !line.isPractice ? [{ price: line.pricePerSegment, segments }] : [],
  );
  const currencies = new Set(real.map(({ price }) => price?.currency));
  const [currency] = currencies;
  if (currencies.size !== 1 || !currency) return null;
  const amount = sum(real, ({ price, segments }) => (price?.amount ?? 0) * segments);
  return { amount: Math.round(amount * 1e6) / 1e6, currency };
}
