import type { PersonField } from '../../person-fields.ts';
import type { Condition, PartOfFilter, PeopleFilter } from '../rows.ts';

export type FieldTest = Extract<Condition, { kind: 'field' }>['is'];

/** What can be asked of which kind of field. */
export const testsOf = {
  text: ['is', 'is_not', 'contains', 'filled', 'empty'],
  number: ['is', 'is_not', 'less', 'more', 'filled', 'empty'],
  date: ['is', 'is_not', 'before', 'after', 'filled', 'empty'],
  yes_no: ['is', 'is_not', 'filled', 'empty'],
  choice: ['is', 'is_not', 'filled', 'empty'],
} as const satisfies Record<PersonField['kind'], FieldTest[]>;

/** Whether it is said what the field is compared with. */
export const isCompared = (is: FieldTest) => is !== 'empty' && is !== 'filled';

/** A filter as far as it says something: whoever is still writing a condition filters by the others. */
export function readyPart({ match, conditions }: PeopleFilter): PeopleFilter {
  return {
    match,
    conditions: conditions.flatMap((part): PartOfFilter[] => {
      if (!('conditions' in part)) return isReady(part) ? [part] : [];
      const inner = part.conditions.filter(isReady);
      return inner.length > 0 ? [{ ...part, conditions: inner }] : [];
    }),
  };
}

function isReady(part: Condition): boolean {
  switch (part.kind) {
    case 'words':
      return part.contains.trim() !== '';
    case 'field':
      return !isCompared(part.is) || (part.value ?? '').trim() !== '';
    case 'answer':
      return part.is !== 'said' || (part.said ?? '').trim() !== '';
    default:
      return true;
  }
}

export const countConditions = (filter: PeopleFilter | undefined) =>
  (filter?.conditions ?? []).reduce((n, part) => n + ('conditions' in part ? part.conditions.length : 1), 0);
