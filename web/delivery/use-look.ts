import { useQueryClient } from '@tanstack/react-query';
import { deliveryQuery } from '../queries.ts';
import { focusIfLost } from '../ui/focus.ts';

/** Answers how to look again, after an act. */
export function useLook(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: deliveryQuery.queryKey });
    // What was decided is gone from the page, with the button that did it.
    requestAnimationFrame(() => focusIfLost(document.getElementById('content')));
  };
}
