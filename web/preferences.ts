import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { api, ask, type Me } from './api.ts';
import { meQuery } from './queries.ts';

export type Preferences = Me['preferences'];
export type Change = (change: Partial<Preferences>) => void;

/**
 * The member's preferences, and how to change some: shown at once, until the server has kept them or could not. What they
 * choose elsewhere comes by an event.
 */
export function usePreferences(): { preferences: Preferences; change: Change; error: unknown } {
  const client = useQueryClient();
  const { preferences } = useSuspenseQuery(meQuery).data;
  const [chosen, setChosen] = useState<Partial<Preferences>[]>([]);
  const keep = useMutation({
    // One after the other, so that the last choice is the one that stays.
    scope: { id: 'preferences' },
    mutationFn: (change: Partial<Preferences>) => ask(api.PATCH('/api/v1/me', { body: { preferences: change } })),
    onSuccess: (me) => client.setQueryData(meQuery.queryKey, me),
    onSettled: (_me, _error, change) => setChosen((all) => all.filter((each) => each !== change)),
  });
  const { mutate, error } = keep;
  const change: Change = useCallback(
    (change) => {
      setChosen((all) => [...all, change]);
      mutate(change);
    },
    [mutate],
  );
  return { preferences: Object.assign({}, preferences, ...chosen), change, error };
}
