import { useQueryClient } from '@tanstack/react-query';
import { deliveryQuery } from '../queries.ts';
import { focusIfLost } from '../ui/focus.ts';

/** Answers how to look again, after an act. */
export function useLook(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: deliveryQuery.queryKey });
    // A form that is closed after this takes the focus with it.
    requestAnimationFrame(() => focusIfLost(document.getElementById('content')));
  };
}
