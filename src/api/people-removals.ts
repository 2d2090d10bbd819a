import { Type } from 'typebox';
import * as removals from '../domain/removals/removals.ts';
import { chosen, readChosen } from './people-table.ts';
import { forMembers } from './route.ts';
import { Id, Page, Time } from './shapes.ts';

const params = Type.Object({ id: Id });
const count = (description: string) => Type.Integer({ minimum: 0, description });

const Removal = Type.Object({
  id: Id,
  state: Type.Enum(['removing', 'removed', 'undoing', 'undone', 'for_good'], {
    description: '`for_good`: one person, removed by themselves',
  }),
  by: Type.Object({ id: Id, name: Type.String() }),
  counts: Type.Object(
    {
      waiting: count('whose turn is still to come'),
      removed: count('who are removed, and can be brought back'),
      gone: count('whom somebody else had removed or merged before'),
      back: count('who are back, or never went'),
      taken: count('who stay away, because somebody else has their number by now'),
    },
    { description: 'all together: whom it means' },
  ),
  begunAt: Time,
  undoUntil: Time,
});

export const list = forMembers({
  summary: 'Removals of many people that are under way or can be undone, the newest first',
  answer: Page(Removal),
  handle: async ({ member }) => ({ items: await removals.list(member), next: null }),
});

export const read = forMembers({
  summary: 'One removal, and how far it is',
  params,
  answer: Removal,
  handle: ({ member, params }) => removals.find(member, params.id),
});

export const start = forMembers({
  summary:
    'Remove people with their conversations, by their ids or all who fit but a few; for an hour it can be undone. For owners and managers',
  body: Type.Object({
    ...chosen,
    expected: Type.Integer({ minimum: 1, description: 'how many the member has seen; of others nobody is removed' }),
  }),
  answer: Removal,
  status: 201,
  handle: ({ member, body: { expected, ...given } }) => removals.start(member, readChosen(given), expected),
});

export const undo = forMembers({
  summary: 'Bring back all who were removed, with all that was theirs but what waited to leave',
  params,
  answer: Removal,
  handle: ({ member, params }) => removals.startUndo(member, params.id),
});
