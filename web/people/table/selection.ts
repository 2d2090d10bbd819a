import { useCallback, useState } from 'react';

/** Who is selected: some, or all who fit but a few. */
export interface Selection {
  isAll: boolean;
  /** Those who are, or with `isAll` those who are not. */
  ids: ReadonlySet<string>;
}

const nobody: Selection = { isAll: false, ids: new Set() };

export const isSelected = ({ isAll, ids }: Selection, id: string) => ids.has(id) !== isAll;

/** How many are, of so many who fit. */
export const countSelected = ({ isAll, ids }: Selection, fitting: number) =>
  isAll ? Math.max(0, fitting - ids.size) : ids.size;

/** The selection of the table. It is given up when other people are shown (`of`). */
export function useSelection(of: string) {
  const [kept, keep] = useState({ of, selection: nobody });
  const selection = kept.of === of ? kept.selection : nobody;
  const set = useCallback(
    (change: (before: Selection) => Selection) =>
      keep((before) => ({ of, selection: change(before.of === of ? before.selection : nobody) })),
    [of],
  );
  const toggle = useCallback(
    (id: string) =>
      set(({ isAll, ids }) => {
        const next = new Set(ids);
        if (!next.delete(id)) next.add(id);
        return { isAll, ids: next };
      }),
    [set],
  );
  const add = useCallback(
    (some: string[]) =>
      set(({ isAll, ids }) => ({
        isAll,
        ids: isAll ? new Set([...ids].filter((id) => !some.includes(id))) : new Set([...ids, ...some]),
      })),
    [set],
  );
  const all = useCallback(() => set(() => ({ isAll: true, ids: new Set() })), [set]);
  const clear = useCallback(() => set(() => nobody), [set]);
  return { selection, toggle, add, all, clear };
}
