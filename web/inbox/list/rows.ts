import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import type { Conversation } from '../../api.ts';
import { patchKept } from '../../patch-kept.ts';
import type { Rows } from '../../pending-acts.ts';
import { conversationsQuery, type Only } from '../../queries.ts';
import type { View } from '../../views.ts';

const none: Conversation[] = [];

/** Whom alone the address wants to see. */
export function useOnly(): Only {
  const { group, answered }: Only = useSearch({ strict: false });
  return useMemo(() => ({ ...(group && { group }), ...(answered && { answered }) }), [group, answered]);
}

/** What is asked of the server for a view, of those alone whom the address names. */
export function useList(view: View) {
  return useInfiniteQuery(conversationsQuery(view, useOnly()));
}

/** Who comes back to a view begins at its top: of a long one only so much is drawn and asked for again. */
const keptPages = 2;

/** Lets the view's later pages go when it is left. */
export function useShortWhenLeft(view: View): void {
  const client = useQueryClient();
  const only = useOnly();
  useEffect(() => {
    const { queryKey } = conversationsQuery(view, only);
    return () => {
      patchKept<Rows>(client, { queryKey, exact: true }, (rows) =>
        rows.pages.length > keptPages
          ? { pages: rows.pages.slice(0, keptPages), pageParams: rows.pageParams.slice(0, keptPages) }
          : rows,
      );
    };
  }, [client, view, only]);
}

/** The rows of a view, as far as they are loaded, in their order. */
export function useRows(view: View): Conversation[] {
  const { data } = useList(view);
  return useMemo(() => data?.pages.flatMap((page) => page.items) ?? none, [data]);
}

/** What carries the id of a conversation in its row. */
export const rowId = 'data-conversation';

const linkOf = (id: string | undefined) => document.querySelector<HTMLElement>(`[${rowId}="${id}"] a`);

let draw: (id: string) => void = () => {};

/** Names who draws a row that is far from what is in sight, and keeps it until another is asked for. */
export function drawRowsBy(list: typeof draw): void {
  draw = list;
}

/** Gives the focus to the row of a conversation; answers whether it is in sight. */
export function focusRow(id: string | undefined): boolean {
  if (id && !linkOf(id)) draw(id);
  const link = linkOf(id);
  if (!link?.checkVisibility()) return false;
  link.focus({ preventScroll: true });
  link.scrollIntoView({ block: 'nearest' });
  return true;
}

/** The conversation whose row has the focus. */
export function focusedRow(): string | undefined {
  return document.activeElement?.closest(`[${rowId}]`)?.getAttribute(rowId) ?? undefined;
}
