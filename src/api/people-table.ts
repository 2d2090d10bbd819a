import { type Static, Type } from 'typebox';
import * as people from '../domain/people/people.ts';
import { AppError } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { counting } from './counting.ts';
import { cutPage, readCursor } from './paging.ts';
import { showPerson } from './people.ts';
import { PeopleFilter } from './people-filter-shapes.ts';
import { forMembers } from './route.ts';
import { Id, OrNull, Page, Person, Time, VersionRead } from './shapes.ts';

const whom = {
  filter: Type.Optional(PeopleFilter),
  search: Type.Optional(Type.String({ maxLength: 200, description: 'in names and numbers' })),
};
const mostInPage = 500;

export const page = forMembers({
  summary: 'A page of the people who fit, in an order',
  body: Type.Object({
    ...whom,
    sort: Type.Optional(
      Type.String({ maxLength: 60, description: 'name, heard, created or field:<id>; with - before it the other way' }),
    ),
    after: Type.Optional(Type.String({ maxLength: 6000, description: '`next` of the page before' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostInPage, description: '50 if left out' })),
  }),
  answer: Page(Type.Object({ ...Person.properties, lastHeardAt: OrNull(Time) })),
  handle: async ({ member, body }) => {
    const { limit = 50, filter = null, search = '' } = body;
    const sort = readSort(body.sort ?? 'name');
    const after = readPlace(body.after, sort);
    const found = await people.readTable(member, { filter, search, sort, after, limit: limit + 1 });
    const { rows, next } = cutPage(found, limit, ({ place }) => ({
      number: place.number ?? '',
      words: place.words ?? '',
      id: place.id,
    }));
    return {
      items: rows.map(({ place: _, lastHeardAt, ...person }) => ({ ...showPerson(person), lastHeardAt })),
      next,
    };
  },
});

export const count = forMembers({
  summary: 'How many people fit',
  body: Type.Object(whom),
  answer: Type.Object({ count: Type.Integer({ description: `${people.mostCounted} may be more` }) }),
  handle: async ({ member, body: { filter = null, search = '' } }) => ({
    count: await counting(() => people.countTable(member, { filter, search })),
  }),
});

const most = Type.Array(Id, { maxItems: 5000 });
export const chosen = {
  ids: Type.Optional(most),
  all: Type.Optional(Type.Object({ ...whom, except: Type.Optional(most) })),
};

export const act = forMembers({
  summary: 'Do the same with people: by their ids, or with all who fit but a few. It is one act, and taken back as one',
  body: Type.Object({
    ...chosen,
    act: Type.Enum(['rename', 'set_field', 'add_to_group', 'remove_from_group']),
    name: Type.Optional(Type.String({ maxLength: 1000 })),
    fieldId: Type.Optional(Id),
    value: Type.Optional(Type.String({ maxLength: 5000 })),
    groupId: Type.Optional(Id),
    version: VersionRead,
  }),
  answer: Type.Object({
    actId: OrNull(Type.String({ format: 'uuid', description: 'what takes all of it back; null when nothing changed' })),
    changed: Type.Integer(),
  }),
  handle: ({ member, body: { ids, all, version, ...wanted } }) => {
    if (version !== undefined && ids?.length !== 1) throw missing('version', 'A version is that of one person.');
    return people.actOnPeople(member, readChosen({ ids, all }), readAct(wanted), version);
  },
});

type Given = { [Key in keyof typeof chosen]?: Static<(typeof chosen)[Key]> | undefined };

/** @throws AppError `unreadable`. */
export function readChosen({ ids, all }: Given): people.Chosen {
  if ((ids === undefined) === (all === undefined)) throw missing('ids', 'Say with whom: either `ids` or `all`.');
  return ids ? { ids } : { filter: null, search: '', except: [], ...all };
}

interface Wanted {
  act: people.PeopleAct['act'];
  name?: string;
  fieldId?: string;
  value?: string;
  groupId?: string;
}

function readAct({ act, name, fieldId, value, groupId }: Wanted): people.PeopleAct {
  switch (act) {
    case 'rename':
      if (name === undefined) throw missing('name', 'Say what the name is.');
      return { act, name };
    case 'set_field':
      if (fieldId === undefined || value === undefined) throw missing('fieldId', 'Say which field, and what is in it.');
      return { act, fieldId, value };
    case 'add_to_group':
    case 'remove_from_group':
      if (groupId === undefined) throw missing('groupId', 'Say which group.');
      return { act, groupId };
  }
}

function readSort(given: string): people.Sort {
  const isDown = given.startsWith('-');
  const by = isDown ? given.slice(1) : given;
  if (by === 'name' || by === 'heard' || by === 'created') return { by, isDown };
  const fieldId = by.startsWith('field:') ? by.slice(6) : '';
  if (!isId(fieldId)) throw missing('sort', 'People can be sorted by name, heard, created, or field:<id>.');
  return { by: { fieldId }, isDown };
}

/** What a number is in a place, as the database writes those that we keep. */
const numberOfPlace = /^-?(\d{1,15}(\.\d{1,6})?|\d(\.\d{1,16})?e-0\d|Infinity)$/;

function readPlace(after: string | undefined, { by }: people.Sort): people.TablePlace | null {
  const place = readCursor(after, {
    number: (text) => text === '' || numberOfPlace.test(text),
    words: (text) => by !== 'heard' || isId(text),
    id: isId,
  });
  return place && { ...place, number: place.number || null };
}

const missing = (field: string, sentence: string) => new AppError('unreadable', sentence, { [field]: sentence });
