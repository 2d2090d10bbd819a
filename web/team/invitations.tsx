import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Invitation } from '../api.ts';
import { useRefresh } from '../live.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/clock.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { actFailed, didAct } from '../ui/undo.ts';
import { invitationsQuery } from './queries.ts';
import { type Role, rolesToGive } from './roles.ts';
import styles from './team.module.css';
import { useTeamWords } from './words.ts';
import type { TeamWords } from './words-en.ts';

/** The links that still let somebody in. */
export function Invitations({ own }: { own: Role }) {
  const words = useTeamWords();
  const { data, error, refetch } = useQuery(invitationsQuery);
  useRefresh('invitations', 500, ({ kind }) => kind === 'team.changed');
  return (
    <section className={styles.part} aria-labelledby="invitations">
      <h2 id="invitations" tabIndex={-1}>
        {words.open}
      </h2>
      <ErrorNote error={error} retry={refetch} />
      {data?.length === 0 && <p className={styles.lead}>{words.openNone}</p>}
      <ul className={styles.rows}>
        {data?.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} own={own} />
        ))}
      </ul>
    </section>
  );
}

function InvitationRow({ invitation, own }: { invitation: Invitation; own: Role }) {
  const words = useTeamWords();
  const now = useNow(60_000);
  const client = useQueryClient();
  const { id, role, email, createdBy, expiresAt } = invitation;
  const whom = email ?? words.anybody[role];
  const takeBack = useMutation({
    mutationFn: () => ask(api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      didAct(words.takenBack);
      document.getElementById('invitations')?.focus({ preventScroll: true });
    },
    onError: (error) => actFailed(words.failed, error),
    onSettled: () => {
      for (const key of ['invitations', 'acts']) void client.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <li className={styles.member}>
      <p className={styles.name}>
        <bdi>{whom}</bdi>
      </p>
      <p className={styles.facts}>
        {email && `${words.roles[role]} · `}
        {words.invitedBy(createdBy.name)} · {timeLeft(expiresAt, now, words)}
      </p>
      <div className={styles.acts}>
        {rolesToGive(own).includes(role) && (
          <Button isBusy={takeBack.isPending} aria-label={words.takeBackOne(whom)} onClick={() => takeBack.mutate()}>
            {words.takeBack}
          </Button>
        )}
      </div>
    </li>
  );
}

const dayMs = 24 * 60 * 60_000;

function timeLeft(expiresAt: string, now: number, words: TeamWords): string {
  const leftMs = new Date(expiresAt).getTime() - now;
  if (leftMs <= 0) return words.expired;
  return leftMs < dayMs ? words.lastHours : words.daysLeft(Math.round(leftMs / dayMs));
}
