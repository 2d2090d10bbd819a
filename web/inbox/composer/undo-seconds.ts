import { useQuery } from '@tanstack/react-query';
import { meQuery } from '../../queries.ts';

const usual = 5;

/** For how long a text that this member sends is held, so that it can be taken back. */
export function useUndoSeconds(): number {
  const me = useQuery(meQuery).data as { preferences?: { undoSeconds?: number } } | undefined;
  const wanted = me?.preferences?.undoSeconds ?? usual;
  return Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), 30) : usual;
}
