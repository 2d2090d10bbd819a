import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery, meQuery } from '../queries.ts';
import { Blocks } from '../ui/blocks.tsx';
import { Board } from '../ui/board.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { anyOf } from '../words/formats.ts';
import { Acts } from './acts.tsx';
import { Former } from './former.tsx';
import { Invitations } from './invitations.tsx';
import { Invite } from './invite.tsx';
import { MemberRow } from './member-row.tsx';
import styles from './team.module.css';
import { useTeamWords } from './words.ts';

/** Who is in the team and what they may do, who is invited, and who did what. */
export function Team() {
  const words = useTeamWords();
  const { role } = useSuspenseQuery(meQuery).data;
  const { data: members, error, refetch } = useQuery(membersQuery);
  const [isInviting, setInviting] = useState(false);
  const canManage = role !== 'member';
  const act = canManage && (
    <Button look="primary" onClick={() => setInviting(true)}>
      {words.invite}
    </Button>
  );
  const active = members?.filter(({ deactivatedAt }) => !deactivatedAt) ?? [];
  const former = members?.filter(({ deactivatedAt }) => deactivatedAt) ?? [];
  const owners = active.filter((member) => member.role === 'owner').length;
  const managers = active.filter((member) => member.role !== 'member').map(({ name }) => name);
  return (
    <Board title={words.title} act={act}>
      <ErrorNote error={error} retry={refetch} />
      {!members && !error && <Blocks />}
      {members && !canManage && <p className={styles.lead}>{words.mayNotInvite(anyOf(managers))}</p>}
      <section className={styles.part} aria-labelledby="members">
        <h2 id="members">{words.members}</h2>
        <ul className={styles.rows}>
          {active.map((member) => (
            <MemberRow key={member.id} member={member} own={role} isOnlyOwner={owners === 1} />
          ))}
        </ul>
      </section>
      <Former members={former} own={role} />
      {canManage && <Invitations own={role} />}
      {canManage && <Acts />}
      {isInviting && <Invite own={role} close={() => setInviting(false)} />}
    </Board>
  );
}
