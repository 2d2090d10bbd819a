import type { Member } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { day } from '../words/formats.ts';
import { focusMember } from './focus-member.ts';
import { type Role, rolesToGive } from './roles.ts';
import styles from './team.module.css';
import { useChange } from './use-change.ts';
import { useTeamWords } from './words.ts';

/** Those who are deactivated. */
export function Former({ members, own }: { members: Member[]; own: Role }) {
  const words = useTeamWords();
  if (members.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="former">
      <h2 id="former">{words.former}</h2>
      <p className={styles.lead}>{words.formerLead}</p>
      <ul className={styles.rows}>
        {members.map((member) => (
          <FormerRow key={member.id} member={member} own={own} />
        ))}
      </ul>
    </section>
  );
}

function FormerRow({ member, own }: { member: Member; own: Role }) {
  const words = useTeamWords();
  const change = useChange(member);
  const { id, name, email, role, deactivatedAt } = member;
  return (
    <li id={`former-${id}`} tabIndex={-1} className={styles.member}>
      <p className={styles.name}>
        <bdi>{name}</bdi>
      </p>
      <p className={styles.facts}>
        <bdi>{email}</bdi> · {words.roles[role]} · {words.deactivatedOn(day(deactivatedAt ?? ''))}
      </p>
      <div className={styles.acts}>
        {rolesToGive(own).includes(role) && (
          <Button
            isBusy={change.isBusy}
            aria-label={words.reactivateOne(name)}
            onClick={() =>
              void change.reactivate().then(
                () => focusMember(`member-${id}`),
                () => {},
              )
            }
          >
            {words.reactivate}
          </Button>
        )}
      </div>
    </li>
  );
}
