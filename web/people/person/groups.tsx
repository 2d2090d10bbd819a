import { useQuery } from '@tanstack/react-query';
import type { Person } from '../../api.ts';
import { groupsQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { actFailed } from '../../ui/undo.ts';
import styles from './person.module.css';
import { useChange } from './use-change.ts';
import { usePersonWords } from './words.ts';

/** The groups of a person: out with a cross, in by a list. */
export function Groups({ person }: { person: Person }) {
  const words = usePersonWords();
  const groups = useQuery(groupsQuery).data ?? [];
  const { act } = useChange(person);
  const failed = (error: unknown) => actFailed(words.failed(words.groups), error);
  const others = groups.filter(({ name, rule }) => !rule && !person.groups.includes(name));
  const idOf = (name: string) => groups.find((group) => group.name === name)?.id;
  return (
    <div className={styles.fact}>
      <dt>{words.groups}</dt>
      <dd>
        <ul className={styles.chips}>
          {person.groups.map((name) => {
            const groupId = idOf(name);
            return (
              <li key={name} className={styles.chip}>
                <bdi>{name}</bdi>
                {groupId && (
                  <Button
                    look="icon"
                    onClick={() => void act({ act: 'remove_from_group', groupId }, words.left(name)).catch(failed)}
                  >
                    <Icon name="close" label={words.leave(name)} />
                  </Button>
                )}
              </li>
            );
          })}
          {person.groups.length === 0 && <li className={styles.value}>{words.noGroups}</li>}
        </ul>
        {others.length > 0 && (
          <select
            className={styles.join}
            aria-label={words.join}
            value=""
            onChange={({ currentTarget: { value, selectedOptions } }) => {
              const said = words.joined(selectedOptions[0]?.text ?? '');
              void act({ act: 'add_to_group', groupId: value }, said).catch(failed);
            }}
          >
            <option value="">{words.join}</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </dd>
    </div>
  );
}
