import { findBeside, type Note } from '../conversations/conversations.ts';
import * as messages from '../messages/messages.ts';
import * as people from '../people/people.ts';
import { findTeam, type Member } from '../teams/teams.ts';
import type { Place } from './ask-index.ts';
import { isTimeZone } from './days.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';
import { findPeople as findPeopleIds } from './find-people.ts';
import { look } from './look.ts';
import { makePlan } from './plan.ts';
import { readQuery } from './read-query.ts';
import { cannotSearch } from './refuse.ts';

export { keepUp } from './keep-up.ts';
export { moveTexts } from './move-texts.ts';
export { indexed } from './tell-index.ts';

/** A text or a note that was found, whose conversation it is in, and where in it stands what was looked for. */
export type Hit = ({ message: messages.Message } | { note: Note }) & { person: people.Person; excerpt: Excerpt };

export interface Results {
  people: people.Person[];
  hits: Hit[];
  next: Place | null;
}

export interface Asked {
  q: string;
  after: Place | null;
  limit: number;
  /** The zone that the days in it are of; the team's if left out. */
  timeZone?: string | undefined;
}

/** So many people stand above the texts. */
const mostPeople = 5;

/**
 * Finds texts, newest first, and on the first page people. The index follows about a second behind.
 * @throws AppError `unreadable` with a sentence for `q`.
 */
export async function search(member: Member, { q, after, limit, timeZone }: Asked): Promise<Results> {
  const query = readQuery(q);
  if (timeZone !== undefined && !isTimeZone(timeZone)) throw cannotSearch('This is no time zone.');
  const zone = timeZone ?? (query.operators.length > 0 ? (await findTeam(member)).timeZone : 'UTC');
  const wantsPeople = after === null && query.operators.length === 0;
  const [found, met] = await Promise.all([
    makePlan(member, query, zone).then((plan) => look(member, plan, after, limit)),
    wantsPeople ? findPeople(member, query.plain, mostPeople) : [],
  ]);
  const hits = await showHits(member, found.places, query.terms);
  return { people: met, hits, next: found.next };
}

/** People by any part of their names, accents or not, and of their numbers, in any spelling; the best first. */
export async function findPeople(member: Member, text: string, limit: number): Promise<people.Person[]> {
  const found = await findPeopleIds(member, text, limit);
  const known = await people.findByConversations(
    member,
    found.map(({ conversationId }) => conversationId),
  );
  return found.flatMap(({ conversationId }) => known.get(conversationId) ?? []);
}

async function showHits(member: Member, places: Place[], terms: ReturnType<typeof readQuery>['terms']): Promise<Hit[]> {
  const ids = places.map(({ id }) => id);
  const texts = await messages.findAll(member, ids);
  const rest = await findBeside(
    member,
    ids.filter((id) => !texts.has(id)),
  );
  const found = ids.flatMap((id): ({ message: messages.Message } | { note: Note })[] => {
    const message = texts.get(id);
    if (message) return [{ message }];
    const other = rest.get(id);
    return other?.kind === 'note' ? [{ note: other.note }] : [];
  });
  const said = found.map((each) => ({ each, ...('message' in each ? each.message : each.note) }));
  const persons = await people.findByConversations(member, [...new Set(said.map((one) => one.conversationId))]);
  return said.flatMap(({ each, conversationId, body }) => {
    const person = persons.get(conversationId);
    return person ? [{ ...each, person, excerpt: excerptOf(body, terms) }] : [];
  });
}
