import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { groupsQuery } from '../../queries.ts';
import type { View } from '../../views.ts';
import styles from './context.module.css';

/** The groups of a person; each leads to the conversations with all who are in it. */
export function Groups({ names, view }: { names: string[]; view: View }) {
  const groups = useQuery(groupsQuery).data;
  return (
    <ul className={styles.groups}>
      {names.map((name) => {
        const id = groups?.find((group) => group.name === name)?.id;
        return (
          <li key={name}>
            {id ? (
              <Link to="/inbox/$view" params={{ view }} search={{ group: id }}>
                <bdi>{name}</bdi>
              </Link>
            ) : (
              <bdi>{name}</bdi>
            )}
          </li>
        );
      })}
    </ul>
  );
}
