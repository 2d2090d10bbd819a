import { Type } from 'typebox';
import { meet } from '../domain/conversations/conversations.ts';
import * as people from '../domain/people/people.ts';
import { remove as removePerson } from '../domain/removals/removals.ts';
import { isId } from '../platform/ids.ts';
import { showAddress } from '../platform/phone-number.ts';
import { zonesOfNumber } from '../platform/zones-of-numbers.ts';
import { pageQuery, readPage } from './paging.ts';
import { forMembers } from './route.ts';
import { Id, OrNull, Page, Person, VersionRead } from './shapes.ts';

const text = Type.String({ maxLength: 5000 });
const form = {
  name: text,
  phones: Type.Array(text, { maxItems: 50, description: 'with the country code, or national' }),
  fields: Type.Optional(Type.Record(Type.String(), text)),
  groups: Type.Optional(Type.Array(text, { maxItems: 200 })),
  timeZone: Type.Optional(OrNull(text)),
};
const params = Type.Object({ id: Id });

export const list = forMembers({
  summary: 'People by name',
  query: Type.Object({ ...pageQuery, search: Type.Optional(Type.String({ maxLength: 200 })) }),
  answer: Page(Person),
  handle: async ({ member, query }) => {
    const { items, next } = await readPage(
      query,
      { name: () => true, id: isId },
      (page) => people.list(member, { search: query.search ?? '', ...page }),
      ({ name, id }) => ({ name, id }),
    );
    return { items: items.map(showPerson), next };
  },
});

export const add = forMembers({
  summary: 'Add a person; a number that somebody has already is answered with that person',
  body: Type.Object(form),
  answer: Person,
  status: 201,
  handle: async ({ member, body }) => showPerson(await meet(member, body)),
});

export const read = forMembers({
  summary: 'One person',
  params,
  answer: Person,
  handle: async ({ member, params }) => showPerson(await people.find(member, params.id)),
});

export const change = forMembers({
  summary: 'Change a person; what is left out stays',
  params,
  body: Type.Object({ ...Type.Partial(Type.Object(form)).properties, version: VersionRead }),
  answer: Person,
  handle: async ({ member, params, body: { version, ...changed } }) =>
    showPerson(await people.change(member, params.id, changed, version)),
});

export const remove = forMembers({
  summary: 'Remove a person with their conversation, for good; their opt-out stays. For owners and managers',
  params,
  handle: ({ member, params }) => removePerson(member, params.id),
});

/** A person as the API shows one. */
export function showPerson({ addresses: _, ...person }: people.Person) {
  const zones = person.timeZone ? [person.timeZone] : zonesOfNumber(person.phones[0] ?? '');
  return { ...person, zones, phonesShown: person.phones.map(showAddress) };
}
