import { type RawBuilder, sql } from 'kysely';
import { firstIdAt } from '../../platform/ids.ts';
import { membersOf } from '../people/people.ts';
import type { Member } from '../teams/teams.ts';
import { readDays } from './days.ts';
import { findPeople } from './find-people.ts';
import { allOf, anyOf, asked, lexemes, rowOf, signOf } from './lexemes.ts';
import type { Operator, Query, Term } from './read-query.ts';
import { cannotSearch } from './refuse.ts';
import { fold } from './words.ts';

/** How a query is answered by the index. */
export interface Plan {
  sign: string;
  /** Parts of a `tsquery` that the index is asked for; all must fit. */
  parts: string[];
  /** Parts that are asked of each row which it finds: the index itself knows no order of words. */
  rows: string[];
  /** The beginning of a word, which the index may be asked for, but first gathers all that begins so. */
  beginning: string | null;
  /** What the index does not know, asked of each row that it finds, called `hits`. */
  conditions: RawBuilder<boolean>[];
  /** Ids from here on are too new. */
  before: string | null;
  /** Ids from here on will do. */
  from: string | null;
  /** Nothing can fit: somebody or something that is named is not there. */
  isHopeless: boolean;
}

/** The index is asked for so many conversations by name; more are asked of what it finds. */
const mostNamed = 500;

/**
 * Finds out who and when is meant.
 * @throws AppError `unreadable` for a day that there is not, and for a name that fits too many.
 */
export async function makePlan(member: Member, query: Query, timeZone: string): Promise<Plan> {
  const sign = signOf(member.teamId);
  const plan: Plan = {
    sign,
    parts: [],
    rows: [],
    beginning: null,
    conditions: [],
    before: null,
    from: null,
    isHopeless: false,
  };
  for (const term of query.terms) addTerm(plan, term);
  for (const { name, value } of query.operators) await readers[name](plan, member, value, timeZone);
  return plan;
}

function addTerm(plan: Plan, term: Term): void {
  const word = (folded: string) => asked(lexemes.word(plan.sign, folded));
  switch (term.kind) {
    case 'word':
      plan.parts.push(word(term.folded));
      return;
    case 'beginning':
      plan.beginning = asked(lexemes.word(plan.sign, term.folded), true);
      return;
    case 'row':
      plan.parts.push(...term.folded.map(word));
      plan.rows.push(rowOf(term.folded.map(word)));
      return;
    case 'number': {
      const words = term.folded.map(word);
      const spellings = term.spellings.map(word);
      plan.parts.push(anyOf([...spellings, allOf(words)]));
      if (words.length > 1) plan.rows.push(anyOf([...spellings, rowOf(words)]));
    }
  }
}

type Reader = (plan: Plan, member: Member, value: string, timeZone: string) => Promise<void> | void;

const readers: Record<Operator, Reader> = {
  from: (plan, member, value) => addSpeaker(plan, member, value, 'from'),
  to: (plan, member, value) => addSpeaker(plan, member, value, 'to'),
  group: addGroup,
  before: (plan, member, value, timeZone) => narrow(plan, null, readDays(value, timeZone, member.clock.now()).from),
  after: (plan, member, value, timeZone) => narrow(plan, readDays(value, timeZone, member.clock.now()).to, null),
  on(plan, member, value, timeZone) {
    const { from, to } = readDays(value, timeZone, member.clock.now());
    narrow(plan, from, to);
  },
  is: addState,
  has(plan, _, value) {
    if (!/^(picture|file|photo|image)s?$/i.test(value)) throw cannotSearch(`“has:” knows picture, not “${value}”.`);
    plan.parts.push(asked(lexemes.picture(plan.sign)));
  },
};

function narrow(plan: Plan, from: Date | null, before: Date | null): void {
  const [fromId, beforeId] = [from && firstIdAt(from), before && firstIdAt(before)];
  if (fromId && (!plan.from || fromId > plan.from)) plan.from = fromId;
  if (beforeId && (!plan.before || beforeId < plan.before)) plan.before = beforeId;
}

/** Who wrote it: a person, or one of us. Who got it is the other way round. */
async function addSpeaker(plan: Plan, member: Member, value: string, side: 'from' | 'to'): Promise<void> {
  const { sign } = plan;
  const [theirs, ours] = side === 'from' ? (['inbound', 'outbound'] as const) : (['outbound', 'inbound'] as const);
  if (/^(me|yo)$/i.test(value)) {
    plan.parts.push(asked(side === 'from' ? lexemes.author(sign, member.memberId) : lexemes.side(sign, ours)));
    return;
  }
  const people = await findPeople(member, value, mostNamed + 1);
  if (people.length > mostNamed) {
    throw cannotSearch(`“${value}” fits more than ${mostNamed} people. Write more of the name.`);
  }
  const conversations = people.map(({ conversationId }) => asked(lexemes.conversation(sign, conversationId)));
  const ways = conversations.length > 0 ? [allOf([anyOf(conversations), asked(lexemes.side(sign, theirs))])] : [];
  if (side === 'from') {
    for (const id of await membersNamed(member, value)) ways.push(asked(lexemes.author(sign, id)));
  }
  if (ways.length === 0) plan.isHopeless = true;
  else plan.parts.push(anyOf(ways));
}

async function membersNamed(member: Member, value: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select members.id, users.name from members join users on users.id = members.user_id
    where members.team_id = ${member.teamId}`.execute(member.db);
  const wanted = fold(value);
  return rows.filter(({ name }) => fold(name).includes(wanted)).map(({ id }) => id);
}

async function addGroup(plan: Plan, member: Member, value: string): Promise<void> {
  const { rows: groups } = await sql<{ id: string; name: string }>`
    select id, name from groups where team_id = ${member.teamId}`.execute(member.db);
  const wanted = fold(value);
  const same = groups.filter(({ name }) => fold(name) === wanted);
  const chosen = same.length > 0 ? same : groups.filter(({ name }) => fold(name).startsWith(wanted));
  if (chosen.length === 0) {
    throw cannotSearch(`There is no group “${value}”. A name of several words stands in quotes: group:"Night crew".`);
  }
  const members = await membersOf(
    member,
    chosen.map(({ id }) => id),
  );
  await addConversations(
    plan,
    member,
    sql<boolean>`conversations.person_id in (${members})`,
    sql`last_message_at desc`,
  );
}

async function addState(plan: Plan, member: Member, value: string): Promise<void> {
  const { sign, parts } = plan;
  switch (value.toLowerCase()) {
    case 'failed':
      parts.push(asked(lexemes.failed(sign)));
      return;
    case 'note':
      parts.push(asked(lexemes.side(sign, 'note')));
      return;
    case 'waiting':
      parts.push(asked(lexemes.side(sign, 'inbound')));
      return addConversations(
        plan,
        member,
        sql`conversations.waiting_since is not null and conversations.snoozed_until is null`,
        sql`waiting_since`,
      );
    case 'unread': {
      const seen = (conversation: RawBuilder<unknown>) => sql`(select read_marks.message_id from read_marks
        where read_marks.team_id = ${member.teamId} and read_marks.conversation_id = ${conversation}
        and read_marks.member_id = ${member.memberId})`;
      parts.push(asked(lexemes.side(sign, 'inbound')));
      plan.conditions.push(sql`coalesce(hits.message_id > ${seen(sql`hits.conversation_id`)}, true)`);
      const isUnread = sql<boolean>`coalesce(conversations.last_message_id > ${seen(sql`conversations.id`)}, true)`;
      return addConversations(plan, member, isUnread, sql`last_message_at desc`);
    }
    default:
      throw cannotSearch(`“is:” knows failed, waiting, unread and note, not “${value}”.`);
  }
}

/** Only conversations for which something is true: by their names if they are few, else asked of each row. */
async function addConversations(
  plan: Plan,
  member: Member,
  isWanted: RawBuilder<boolean>,
  order: RawBuilder<unknown>,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from conversations where team_id = ${member.teamId} and last_message_id is not null and ${isWanted}
    order by ${order} limit ${mostNamed + 1}`.execute(member.db);
  if (rows.length === 0) plan.isHopeless = true;
  else if (rows.length <= mostNamed) {
    plan.parts.push(anyOf(rows.map(({ id }) => asked(lexemes.conversation(plan.sign, id)))));
  } else {
    // Each is looked up by its key: joined, they are all read for each row when the statistics say that there are none.
    plan.conditions.push(sql<boolean>`(select ${isWanted} from conversations
      where conversations.team_id = ${member.teamId} and conversations.id = hits.conversation_id)`);
  }
}
