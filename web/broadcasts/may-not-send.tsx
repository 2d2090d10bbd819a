import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../queries.ts';
import { anyOf } from '../words/formats.ts';
import { useBroadcastWords } from './words.ts';

/** Who may not text many is told whom to turn to. */
export function MayNotSend() {
  const words = useBroadcastWords();
  const members = useQuery(membersQuery).data ?? [];
  const managers = members.filter((each) => each.role !== 'member' && !each.deactivatedAt).map(({ name }) => name);
  return managers.length > 0 && <p>{words.mayNot(anyOf(managers))}</p>;
}
