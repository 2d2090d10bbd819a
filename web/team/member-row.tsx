import type { Member } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { day } from '../words/formats.ts';
import { focusMember } from './focus-member.ts';
import { type Role, rolesToGive } from './roles.ts';
import styles from './team.module.css';
import { useChange } from './use-change.ts';
import { useTeamWords } from './words.ts';

interface Given {
  member: Member;
  /** The role of whoever looks. */
  own: Role;
  isOnlyOwner: boolean;
}

/** A member with what they may do, and the ways to change it for those who may. */
export function MemberRow({ member, own, isOnlyOwner }: Given) {
  const words = useTeamWords();
  const change = useChange(member);
  const { id, name, email, role, isYou } = member;
  const isFixed = role === 'owner' && isOnlyOwner;
  const roles = rolesToGive(own);
  const mayChange = roles.includes(role) && !isFixed;
  return (
    <li id={`member-${id}`} tabIndex={-1} className={styles.member}>
      <p className={styles.name}>
        <bdi>{name}</bdi>
        {isYou && <span className={styles.you}> ({words.you})</span>}
      </p>
      <p className={styles.facts}>
        <bdi>{email}</bdi> · {words.since(day(member.joinedAt))}
      </p>
      <p className={styles.rights}>{isFixed && isYou ? words.lastOwnerHint : words.rights[role]}</p>
      <div className={styles.acts}>
        {mayChange ? (
          <Menu
            label={words.roleOf(name)}
            aria-label={`${words.roleOf(name)}: ${words.roles[role]}`}
            items={() =>
              roles.map((each) => ({
                words: words.roles[each],
                isOn: each === role,
                run: () => {
                  if (each !== role) change.setRole(each);
                },
              }))
            }
          >
            {words.roles[role]} <span aria-hidden>▾</span>
          </Menu>
        ) : (
          <span className={styles.role}>{words.roles[role]}</span>
        )}
        {mayChange && !isYou && (
          <Button
            isBusy={change.isBusy}
            aria-label={words.deactivateOne(name)}
            onClick={() =>
              void change.deactivate().then(
                () => focusMember(`former-${id}`),
                () => {},
              )
            }
          >
            {words.deactivate}
          </Button>
        )}
      </div>
    </li>
  );
}
