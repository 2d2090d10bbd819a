import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { paths } from '../../api.gen.ts';
import { api, ask } from '../../api.ts';
import { patchKept } from '../../patch-kept.ts';
import { useClashWords } from '../../ui/clash-words.ts';
import { actFailed, didAct } from '../../ui/undo.ts';
import { changedSince } from '../../ui/use-shared.ts';
import type { TablePage, TableRow } from '../rows.ts';
import { type Over, writeOver } from '../write-over.ts';

export type PeopleAct = paths['/api/v1/people-acts']['post']['requestBody']['content']['application/json'];

interface Said {
  /** What was done, with how many. */
  did: (n: number) => string;
  /** That all were so already. */
  nothing: string;
  /** What could not be done. */
  failed: string;
  /** What is not saved, where a colleague has changed the same since. */
  unsaved?: string;
}

/**
 * Does something with so many people, as one act that one undo takes back. It is said at once, as is shown what `show` makes
 * of a row; both are taken back when the server refuses. Over what was read of one person (`over`), nobody else's is written over
 * before the member has said so.
 */
export function useAct(): (
  n: number,
  act: PeopleAct,
  said: Said,
  show?: (row: TableRow) => TableRow,
  over?: Over<TableRow>,
) => void {
  const client = useQueryClient();
  const { keepMine } = useClashWords();
  return useCallback(
    function perform(n, act, said, show, over) {
      // What is under way was asked before this, and would bring back what was there.
      void client.cancelQueries({ queryKey: table });
      const before = client.getQueriesData({ queryKey: table });
      if (show) change(client, new Set(act.ids), show);
      const send = (version?: number) => ask(api.POST('/api/v1/people-acts', { body: { ...act, version } }));
      const answer = over ? writeOver(over, send) : send();
      let isTakenBack = false;
      const takeBack = async () => {
        isTakenBack = true;
        const { actId } = await answer;
        const params = { path: { id: actId ?? '' } };
        if (actId) await ask(api.POST('/api/v1/acts/{id}/undo', { params })).finally(() => refresh(client));
      };
      const withdraw = didAct(said.did(n), takeBack);
      answer.then(
        ({ changed }) => {
          if (changed < n && !isTakenBack) {
            withdraw();
            if (changed > 0) didAct(said.did(changed), takeBack);
            else didAct(said.nothing);
          }
          return refresh(client);
        },
        (error: unknown) => {
          withdraw();
          for (const [key, rows] of before) patchKept(client, { queryKey: key, exact: true }, () => rows);
          const changed = over && changedSince(error);
          if (changed) {
            const read = { ...over.read, version: changed.version };
            const instead = { words: keepMine, act: () => perform(n, act, said, show, { ...over, read }) };
            actFailed(said.unsaved ?? said.failed, error, { instead });
          } else actFailed(said.failed, error);
          return refresh(client);
        },
      );
    },
    [client, keepMine],
  );
}

const table = ['people', 'table'];

function change(client: QueryClient, ids: Set<string>, show: (row: TableRow) => TableRow): void {
  patchKept<InfiniteData<TablePage>>(client, { queryKey: table }, (all) => ({
    ...all,
    pages: all.pages.map((page) => ({
      ...page,
      items: page.items.some(({ id }) => ids.has(id))
        ? page.items.map((row) => (ids.has(row.id) ? show(row) : row))
        : page.items,
    })),
  }));
}

function refresh(client: QueryClient): Promise<unknown> {
  return Promise.all(['people', 'person', 'groups'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}
