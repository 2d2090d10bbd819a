import { type CSSProperties, useMemo, useRef } from 'react';
import { useStretches } from '../../ui/use-stretch.ts';
import { longDate } from '../../words/formats.ts';
import { useLanguage } from '../../words/words.ts';
import type { Arrangement } from './arrange.ts';
import styles from './grid.module.css';
import { HeadRow } from './head-row.tsx';
import type { ShownKind } from './kinds.ts';
import { GridRow } from './row.tsx';
import type { Sheet, SheetPerson } from './sheet.ts';
import { useCellKeys } from './use-cell-keys.ts';
import { useOpenCell } from './use-open-cell.ts';
import { useGridWords } from './words.ts';

/** In pixels, as the style sheet has them. */
const rowHigh = 36;
const cellWide = 44;

interface Given {
  sheet: Sheet;
  kinds: ShownKind[];
  people: SheetPerson[];
  wanted: Omit<Arrangement, 'pinned'>;
  pinned: ReadonlySet<string>;
  togglePin: (id: string) => void;
  sort: (by: string | undefined) => void;
}

/** The table itself: only the cells near what is in sight are in the page. */
export function GridTable({ sheet, kinds, people, wanted, pinned, togglePin, sort }: Given) {
  const words = useGridWords();
  const language = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const { rounds } = sheet;
  const [[from, to], columns] = useStretches(
    box,
    { count: people.length, size: rowHigh, beyond: 24 },
    { count: rounds.length, size: cellWide, beyond: 16 },
  );
  const open = useOpenCell(rounds);
  const { active, keys } = useCellKeys(
    box,
    { rows: people.length + 1, columns: rounds.length + 2, rowHigh, cellWide },
    {
      open: ({ row, column }) => {
        const person = people[row - 1];
        if (person) void open(person, column - 2);
        else sort(column === 0 ? undefined : column === 1 ? 'rate' : String(column - 2));
      },
      mark: ({ row }) => {
        const person = people[row - 1];
        if (person) togglePin(person.id);
      },
    },
  );
  const days = useMemo(() => {
    const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
    return rounds.map(({ date }) => ({
      short: short.format(new Date(`${date}T12:00`)),
      long: longDate(`${date}T12:00`),
    }));
  }, [rounds, language]);
  const [first, last] = columns;
  // One of them stays where Tab leads to it, wherever the table is scrolled to.
  const stop = Math.min(active.row, people.length);
  const drawn = people.map((person, at) => ({ person, at })).slice(from, to);
  if (stop > 0 && (stop <= from || stop > to)) drawn.push({ person: people[stop - 1]!, at: stop - 1 });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the table in it
    <div
      ref={box}
      className={styles.box}
      style={{ '--rounds': rounds.length, '--rows': people.length } as CSSProperties}
      onKeyDown={keys}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: it has the keys of one
        role="grid"
        aria-label={words.grid}
        aria-rowcount={people.length + 1}
        aria-colcount={rounds.length + 2}
        className={styles.grid}
      >
        <HeadRow {...{ rounds, days, from: first, to: last, wanted, active, sort }} />
        <tbody className={styles.rows}>
          {drawn.map(({ person, at }) => (
            <GridRow
              // By place: sorted otherwise, the rows stay and only what is in them changes.
              key={at}
              person={person}
              kinds={kinds}
              place={at + 1}
              from={first}
              to={last}
              activeColumn={active.row === at + 1 ? active.column : -1}
              isPinned={pinned.has(person.id)}
              togglePin={togglePin}
              open={open}
            />
          ))}
        </tbody>
      </table>
      {people.length === 0 && <p className={styles.nobody}>{words.nobody}</p>}
    </div>
  );
}
