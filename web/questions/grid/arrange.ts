import type { ShownKind } from './kinds.ts';
import type { SheetPerson } from './sheet.ts';

/** How the rows are chosen and ordered. */
export interface Arrangement {
  /** A round's place, `rate`, or by name. */
  sort?: string | undefined;
  isReversed?: boolean | undefined;
  group?: string | undefined;
  /** What they answered last, by its key. */
  answer?: string | undefined;
  find?: string | undefined;
  pinned: ReadonlySet<string>;
}

/** Of the rounds that a person was asked in, the share that they answered; -1 where there was none. */
export function rateOf({ cells }: SheetPerson, kinds: ShownKind[]): number {
  let asked = 0;
  let answered = 0;
  for (const cell of cells) {
    const kind = cell === null ? undefined : kinds[cell];
    if (!kind || kind.key === 'skipped' || kind.key === 'later') continue;
    asked++;
    if (kind.key !== 'silent') answered++;
  }
  return asked === 0 ? -1 : answered / asked;
}

/** The people to show, in order; those who are pinned first. */
export function arrange(people: SheetPerson[], kinds: ShownKind[], wanted: Arrangement): SheetPerson[] {
  const { sort, isReversed, group, answer, pinned } = wanted;
  const find = fold(wanted.find ?? '');
  const kept = people.filter(
    (person) =>
      (!group || person.groupIds.includes(group)) &&
      (!answer || lastKey(person, kinds) === answer) &&
      (!find || fold(person.name).includes(find)),
  );
  const orderOf =
    sort === 'rate'
      ? (person: SheetPerson) => -rateOf(person, kinds)
      : (person: SheetPerson) => {
          const cell = person.cells[Number(sort)];
          return cell === null || cell === undefined ? 1000 : (kinds[cell]?.order ?? 999);
        };
  // They come by name, and stay so among equals.
  if (sort !== undefined) {
    const orders = new Map(kept.map((person) => [person, orderOf(person)]));
    kept.sort((a, b) => orders.get(a)! - orders.get(b)!);
  }
  if (isReversed) kept.reverse();
  return pinned.size === 0
    ? kept
    : [...kept.filter(({ id }) => pinned.has(id)), ...kept.filter(({ id }) => !pinned.has(id))];
}

function lastKey({ cells }: SheetPerson, kinds: ShownKind[]): string | undefined {
  const last = cells.find((cell) => cell !== null);
  return last === undefined || last === null ? undefined : kinds[last]?.key;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
