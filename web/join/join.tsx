import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, ask, type Me, Refused } from '../api.ts';
import { Desk } from '../ui/desk.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { JoinForm } from './join-form.tsx';
import { SignedIn } from './signed-in.tsx';
import { useJoinWords } from './words.ts';

const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['join', token],
    queryFn: ({ signal }) => ask(api.POST('/api/v1/join/invitation', { body: { token }, signal })),
    gcTime: 0,
  });

/** Who is signed in here already; nobody, as a rule. */
const whoQuery = queryOptions({
  queryKey: ['join', 'who'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await ask(api.GET('/api/v1/me', { signal }));
    } catch (error) {
      if (error instanceof Refused && error.problem.status === 401) return null;
      throw error;
    }
  },
  gcTime: 0,
});

/** Where the link of an invitation leads: a form to join the team, or why that cannot be. */
export function Join({ token, signOut }: { token: string; signOut: (memberId: string) => Promise<unknown> }) {
  const words = useJoinWords();
  const { data: invitation, error } = useQuery(invitationQuery(token));
  const who = useQuery(whoQuery);
  const code = error instanceof Refused ? error.problem.code : '';
  const failure = error ?? who.error;
  if (failure) {
    return (
      <Desk title={words.wrongTitle}>
        {words.wrong[code] ? <p>{words.wrong[code]}</p> : <ErrorNote error={failure} />}
        <p>
          <a href="/sign-in">{words.signIn}</a>
        </p>
      </Desk>
    );
  }
  if (!invitation || who.data === undefined) return null;
  const { data: member } = who;
  if (member) return <SignedIn name={member.name} signOut={() => signOut(member.id)} />;
  const { teamName, role, invitedBy } = invitation;
  return (
    <Desk title={words.title(teamName)} lead={words.lead[role](invitedBy)}>
      <JoinForm token={token} email={invitation.email} />
    </Desk>
  );
}
