import { sql } from 'kysely';
import { changesAfter, type NumberedChange } from '../../platform/events.ts';
import type { Floor, TeamScope } from '../floor.ts';
import { readTexts, readTextsBefore, tellIndex } from './tell-index.ts';
import { tellPeople, tellPeopleBefore, tellStrangers } from './tell-people.ts';

const beyondAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The index holds new words back in a list that each search reads whole; with more than these it is put in order. */
const mostPending = 64;

/**
 * Brings the index of each team that is behind a step closer: at most `atOnce` changes, and as many texts from before.
 * @returns whether there is more to do.
 */
export async function keepUp(floor: Floor, atOnce: number): Promise<boolean> {
  const { rows: behind } = await sql<{ id: string }>`
    select teams.id from teams
    left join search_progress on search_progress.team_id = teams.id
    left join event_heads on event_heads.team_id = teams.id
    where search_progress.team_id is null or event_number < last_number
      or filled_to is not null or people_filled_to is not null`.execute(floor.db);
  let isMore = false;
  let written = 0;
  for (const { id } of behind) {
    const step = await stepOf({ ...floor, teamId: id }, atOnce);
    isMore ||= step.isMore;
    written += step.written;
  }
  if (written > mostPending) await sql`select gin_clean_pending_list('search_texts_words')`.execute(floor.db);
  return isMore;
}

interface Progress {
  event_number: number;
  newer: number;
  older: number;
  filled_to: string | null;
  people_filled_to: string | null;
}

interface Step {
  isMore: boolean;
  written: number;
}

async function stepOf(scope: TeamScope, atOnce: number): Promise<Step> {
  return scope.db.transaction().execute(async (db) => {
    const tx = { ...scope, db };
    // What has happened before is read from the texts, what happens from now on from the events.
    await sql`
      insert into search_progress (team_id, event_number, filled_to, people_filled_to)
      select teams.id, coalesce(last_number, 0), ${beyondAll}, ${beyondAll}
      from teams left join event_heads on event_heads.team_id = teams.id where teams.id = ${scope.teamId}
      on conflict do nothing`.execute(db);
    const { rows } = await sql<Progress>`
      select event_number, newer, older, filled_to, people_filled_to from search_progress
      where team_id = ${scope.teamId} for update skip locked`.execute(db);
    const [progress] = rows;
    // Another process is at it.
    if (!progress) return { isMore: false, written: 0 };
    const { changes, newest } = await changesAfter(tx, progress.event_number, atOnce);
    if (hasGap(changes, progress.event_number)) return startAgain(tx);
    const followed = await follow(tx, changes, progress);
    // Whom so many changes are about is not told one by one: all are looked at again.
    const toldOfMany = changes.some(({ kind }) => kind === 'people.changed');
    const from = toldOfMany ? { ...progress, people_filled_to: beyondAll } : progress;
    const filled = await fill(tx, from, atOnce);
    const eventNumber = changes.at(-1)?.number ?? progress.event_number;
    await sql`
      update search_progress set event_number = ${eventNumber}, newer = ${followed.newer}, older = ${filled.older},
        filled_to = ${filled.filledTo}, people_filled_to = ${filled.peopleFilledTo}
      where team_id = ${scope.teamId}`.execute(db);
    const isMore = eventNumber < newest || filled.filledTo !== null || filled.peopleFilledTo !== null;
    return { isMore, written: followed.written + filled.written };
  });
}

/** Events that nobody has read in time are pruned. */
const hasGap = ([first]: NumberedChange[], number: number) => first !== undefined && first.number > number + 1;

/** A statement may take half a minute, and this is done well within it. */
const removedAtOnce = 20_000;

/** What was missed may be anything: all is made again, the newest first, once everything of before is gone. */
async function startAgain({ teamId, db }: TeamScope): Promise<Step> {
  const { numAffectedRows } = await sql`
    delete from search_texts where team_id = ${teamId} and message_id in (
      select message_id from search_texts where team_id = ${teamId} limit ${removedAtOnce})`.execute(db);
  if (Number(numAffectedRows) === removedAtOnce) return { isMore: true, written: 0 };
  await sql`delete from search_people where team_id = ${teamId}`.execute(db);
  await sql`delete from search_progress where team_id = ${teamId}`.execute(db);
  return { isMore: true, written: 0 };
}

async function follow(tx: TeamScope, changes: NumberedChange[], { newer, filled_to }: Progress) {
  const isNote = ({ kind }: NumberedChange) => kind === 'note.created' || kind === 'note.changed';
  const ids = changes.flatMap((change) => change.messageId ?? (isNote(change) ? change.subjectId : null) ?? []);
  const conversationsOf = (kind: NumberedChange['kind']) => [
    ...new Set(changes.flatMap((change) => (change.kind === kind && change.conversationId) || [])),
  ];
  await tellStrangers(tx, conversationsOf('message.created'));
  ids.push(...(await tellPeople(tx, conversationsOf('person.changed'))));
  const changed = ids.length > 0 ? await readTexts(tx, [...new Set(ids)]) : [];
  // What is yet to be filled in gets its place there: told here, it would be among the newest.
  const texts = changed.filter(({ id, block }) => block !== null || filled_to === null || id >= filled_to);
  return { newer: await tellIndex(tx, texts, newer, 'newer'), written: texts.length };
}

/** What was there before anybody followed. */
async function fill(tx: TeamScope, { older, filled_to, people_filled_to }: Progress, atOnce: number) {
  const peopleFilledTo = people_filled_to && (await tellPeopleBefore(tx, people_filled_to, atOnce));
  if (!filled_to) return { older, filledTo: null, peopleFilledTo, written: 0 };
  const texts = await readTextsBefore(tx, filled_to, atOnce);
  const filledTo = texts.length < atOnce ? null : (texts.at(-1)?.id ?? null);
  return {
    older: await tellIndex(tx, texts, older, 'older'),
    filledTo,
    peopleFilledTo,
    written: texts.length,
  };
}
