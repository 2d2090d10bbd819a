import * as messages from '../messages/messages.ts';
import * as people from '../people/people.ts';
import type { Member } from '../teams/teams.ts';
import { findTeam } from '../teams/teams.ts';
import { isTimeZone } from './days.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';
import { findPeople as findPeopleIds } from './find-people.ts';
import { look, type Place } from './look.ts';
import { makePlan } from './plan.ts';
import { readQuery } from './read-query.ts';
import { cannotSearch } from './refuse.ts';

export { keepUp } from './keep-up.ts';

/** A text that was found, whose it is, and where in it stands what was looked for. */
export interface Hit {
  message: messages.Message;
  person: people.Person;
  excerpt: Excerpt;
}

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
  const texts = await messages.findAll(
    member,
    places.map(({ id }) => id),
  );
  const conversations = [...new Set([...texts.values()].map(({ conversationId }) => conversationId))];
  const persons = await people.findByConversations(member, conversations);
  return places.flatMap(({ id }) => {
    const message = texts.get(id);
    const person = message && persons.get(message.conversationId);
    return person ? [{ message, person, excerpt: excerptOf(message.body, terms) }] : [];
  });
}
