import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Member } from '../api.ts';
import { patchKept } from '../patch-kept.ts';
import { membersQuery } from '../queries.ts';
import { actFailed, didAct } from '../ui/undo.ts';
import type { Role } from './roles.ts';
import { useTeamWords } from './words.ts';

/** The ways to change what a member may do. Each is done at once, said, and can be taken back. */
export function useChange(member: Member) {
  const words = useTeamWords();
  const client = useQueryClient();
  const params = { path: { id: member.id } };
  const { name } = member;

  async function send(call: Promise<Member>): Promise<void> {
    const changed = await call;
    patchKept<Member[]>(client, { queryKey: membersQuery.queryKey, exact: true }, (members) =>
      members.map((each) => (each.id === changed.id ? changed : each)),
    );
    for (const key of ['members', 'invitations', 'acts']) void client.invalidateQueries({ queryKey: [key] });
  }
  const setRole = (role: Role) => send(ask(api.PATCH('/api/v1/members/{id}', { params, body: { role } })));
  const deactivate = () => send(ask(api.POST('/api/v1/members/{id}/deactivation', { params })));
  const reactivate = () => send(ask(api.DELETE('/api/v1/members/{id}/deactivation', { params })));

  const act = useMutation({
    mutationFn: ({ work }: { work: () => Promise<void>; said: string; undo: () => Promise<void> }) => work(),
    onSuccess: (_, { said, undo }) => didAct(said, undo),
    onError: (error) => actFailed(words.failed, error),
  });
  return {
    isBusy: act.isPending,
    setRole: (role: Role) =>
      act.mutate({ work: () => setRole(role), said: words.isNow[role](name), undo: () => setRole(member.role) }),
    deactivate: () => act.mutateAsync({ work: deactivate, said: words.deactivated(name), undo: reactivate }),
    reactivate: () => act.mutateAsync({ work: reactivate, said: words.reactivated(name), undo: deactivate }),
  };
}
