import { Type } from 'typebox';
import { meanings } from '../domain/imports/imports.ts';
import { Id, OrNull, Time } from './shapes.ts';

const count = Type.Integer({ minimum: 0 });

export const Column = Type.Object({
  meaning: Type.Enum([...meanings]),
  field: OrNull(Type.String({ description: 'the name of the field that it fills' })),
});

export const defaults = {
  group: OrNull(Type.String({ description: 'that everybody in the file joins' })),
  country: Type.String({ description: 'ISO 3166-1 alpha-2: by its rules national numbers are read' }),
  timeZone: OrNull(Type.String({ description: 'IANA name, for whoever has none' })),
  existing: Type.Enum(['skip', 'fill', 'replace'], {
    description: 'people who are known: leave them, give them what they lack, or make them what the file says',
  }),
};

export const Outcome = Type.Enum(['new', 'change', 'same', 'repeat', 'rejected']);

export const Import = Type.Object(
  {
    id: Id,
    fileName: Type.String(),
    state: Type.Enum(['matching', 'checking', 'checked', 'writing', 'stopped', 'written', 'undoing', 'undone']),
    by: Type.Object({ id: Id, name: Type.String() }),
    encoding: OrNull(Type.String()),
    delimiter: OrNull(Type.String()),
    hasHeader: Type.Boolean({ description: 'whether the first row names the columns' }),
    columns: Type.Array(
      Type.Object({ ...Column.properties, heading: Type.String(), examples: Type.Array(Type.String()) }),
    ),
    defaults: Type.Object(defaults),
    rows: count,
    done: Type.Integer({ minimum: 0, description: 'how many rows the step that is under way has dealt with' }),
    counts: Type.Object({
      new: count,
      change: count,
      same: count,
      repeat: Type.Integer({ minimum: 0, description: 'rows with a number of an earlier one, into which they went' }),
      rejected: count,
      kept: Type.Integer({ minimum: 0, description: 'people whom undoing left as they were' }),
    }),
    createdAt: Time,
    checkedAt: OrNull(Time),
    writtenAt: OrNull(Time),
    undoneAt: OrNull(Time),
    undoUntil: OrNull(Time),
  },
  { $id: 'Import' },
);

const known = { name: Type.Optional(Type.String()), timeZone: Type.Optional(OrNull(Type.String())) };

export const ImportRow = Type.Object(
  {
    place: Type.Integer(),
    line: Type.Integer({ description: 'in the file, counted from 1' }),
    outcome: Outcome,
    reason: OrNull(Type.String({ description: 'why it is rejected, or was not written whole, in a sentence' })),
    about: OrNull(Type.String({ description: 'the cell that is the reason; the line of the row into which it went' })),
    person: OrNull(Type.Object({ id: Id, name: Type.String(), conversationId: Id })),
    name: OrNull(Type.String({ description: 'of somebody new; else the new name, if it changes' })),
    phones: Type.Array(Type.String(), { description: 'that are new, E.164' }),
    phonesShown: Type.Array(Type.String(), { description: 'the same numbers, spaced for reading' }),
    groups: Type.Array(Type.String(), { description: 'that they join' }),
    fields: Type.Record(Type.String(), Type.String()),
    timeZone: OrNull(Type.String()),
    optedOutAt: OrNull(Time),
    before: OrNull(Type.Object({ ...known, fields: Type.Optional(Type.Record(Type.String(), OrNull(Type.String()))) })),
    keptBecause: OrNull(Type.Enum(['texted', 'edited', 'used'])),
  },
  { $id: 'ImportRow' },
);
