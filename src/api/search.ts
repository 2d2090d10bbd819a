import { Type } from 'typebox';
import * as searching from '../domain/search/search.ts';
import { isId } from '../platform/ids.ts';
import { pageQuery, readCursor, readLimit, writeCursor } from './paging.ts';
import { showPerson } from './people.ts';
import { forMembers } from './route.ts';
import { Id, Message, OrNull, Person, PersonOfConversation } from './shapes.ts';
import { Note } from './timeline-shapes.ts';

const Excerpt = Type.Object({
  text: Type.String({ description: 'the piece of the text around what was found' }),
  marks: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer() }), {
    description: 'where in it stands what was looked for, in UTF-16 units',
  }),
});

export const search = forMembers({
  summary:
    'Texts and notes that fit, newest first, and on the first page people; an index follows about a second behind',
  query: Type.Object({
    ...pageQuery,
    q: Type.String({
      description: 'words, "words in a row", numbers, from: to: group: before: after: on: is: has:',
    }),
    timeZone: Type.Optional(
      Type.String({ maxLength: 100, description: "IANA name of the zone that days are of; the team's if left out" }),
    ),
  }),
  answer: Type.Object({
    people: Type.Array(Person),
    items: Type.Array(
      Type.Object({
        message: Type.Optional(Message),
        note: Type.Optional(Note),
        conversation: Type.Object({ id: Id, person: PersonOfConversation }),
        excerpt: Excerpt,
      }),
    ),
    next: OrNull(
      Type.String({ description: 'opaque; null at the end. A page may hold few texts, or none, before it' }),
    ),
  }),
  handle: async ({ member, query }) => {
    const after = readCursor(query.after, { block: isBlock, id: isId });
    const { people, hits, next } = await searching.search(member, {
      q: query.q,
      timeZone: query.timeZone,
      limit: readLimit(query.limit),
      after: after && { block: Number(after.block), id: after.id },
    });
    return {
      people: people.map(showPerson),
      items: hits.map(({ person, ...hit }) => ({
        ...hit,
        conversation: { id: person.conversationId, person: showPerson(person) },
      })),
      next: next && writeCursor({ block: String(next.block), id: next.id }),
    };
  },
});

export const people = forMembers({
  summary: 'People by any part of their names, accents or not, or of their numbers, in any spelling',
  query: Type.Object({ q: Type.String({ maxLength: 200 }), limit: pageQuery.limit }),
  answer: Type.Object({ items: Type.Array(Person) }),
  handle: async ({ member, query }) => {
    const found = await searching.findPeople(member, query.q, Math.min(readLimit(query.limit), 50));
    return { items: found.map(showPerson) };
  },
});

const isBlock = (text: string) => /^-?\d{1,8}$/.test(text);
