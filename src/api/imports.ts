import { Type } from 'typebox';
import * as imports from '../domain/imports/imports.ts';
import type { Member } from '../domain/teams/teams.ts';
import { showAddress } from '../platform/phone-number.ts';
import { Column, defaults, Import, ImportRow, Outcome } from './import-shapes.ts';
import { isCount, pageQuery, readPage } from './paging.ts';
import { forMembers } from './route.ts';
import { Id, Page } from './shapes.ts';

const params = Type.Object({ id: Id });

export const list = forMembers({
  summary: 'The newest imports of people. A new one begins with its file: POST /api/v1/imports?name=people.csv',
  answer: Page(Import),
  handle: async ({ member }) => {
    const items = await imports.list(member);
    return { items: items.map((one) => showTo(member, one)), next: null };
  },
});

export const read = forMembers({
  summary: 'One import, and how far it is',
  params,
  answer: Import,
  handle: async ({ member, params }) => showTo(member, await imports.find(member, params.id)),
});

/** What stands in a file is for owners and managers. */
function showTo({ role }: Member, one: imports.Import): imports.Import {
  return role === 'member' ? { ...one, columns: one.columns.map((column) => ({ ...column, examples: [] })) } : one;
}

export const change = forMembers({
  summary: 'Say what the columns are, and what holds for all rows; what is left out stays',
  params,
  body: Type.Partial(
    Type.Object({
      matching: Type.Array(Column, { maxItems: 500, description: 'one for each column' }),
      hasHeader: Type.Boolean(),
      defaults: Type.Partial(Type.Object(defaults)),
    }),
  ),
  answer: Import,
  handle: ({ member, params, body }) => imports.match(member, params.id, body),
});

export const remove = forMembers({
  summary: 'Put away an import of which nothing has been written',
  params,
  handle: ({ member, params }) => imports.drop(member, params.id),
});

export const check = forMembers({
  summary: 'Look at what each row would do; nothing is done yet',
  params,
  answer: Import,
  handle: ({ member, params }) => imports.startCheck(member, params.id),
});

export const rows = forMembers({
  summary: 'The rows of one outcome, or those whose people stayed when the import was undone',
  params,
  query: Type.Object({ ...pageQuery, outcome: Type.Optional(Type.Union([Outcome, Type.Literal('kept')])) }),
  answer: Page(ImportRow),
  handle: async ({ member, params, query }) => {
    const show = query.outcome ?? 'rejected';
    const { items, next } = await readPage(
      query,
      { place: isCount },
      ({ after, limit }) => imports.listRows(member, params.id, { show, after: Number(after?.place ?? -1), limit }),
      ({ place }) => ({ place: String(place) }),
    );
    return { items: items.map((row) => ({ ...row, phonesShown: row.phones.map(showAddress) })), next };
  },
});

export const write = forMembers({
  summary: 'Write what was found, or go on after a stop',
  params,
  answer: Import,
  handle: ({ member, params }) => imports.startWriting(member, params.id),
});

export const stop = forMembers({
  summary: 'Stop writing; what is written stays until it is undone',
  params,
  answer: Import,
  handle: ({ member, params }) => imports.stopWriting(member, params.id),
});

export const undo = forMembers({
  summary: 'Take back what an import did, within a day, as far as nobody has had to do with it since',
  params,
  answer: Import,
  handle: ({ member, params }) => imports.startUndo(member, params.id),
});
