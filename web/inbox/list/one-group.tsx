import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { groupsQuery } from '../../queries.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { View } from '../../views.ts';
import { useWords } from '../../words/words.ts';
import styles from './views.module.css';

/** That the list shows the people of one group only, and the way back to everybody. */
export function OneGroup({ view }: { view: View }) {
  const { inbox } = useWords();
  const { group } = useSearch({ strict: false });
  const groups = useQuery({ ...groupsQuery, enabled: group !== undefined }).data;
  if (!group) return null;
  const name = groups?.find(({ id }) => id === group)?.name;
  return (
    <p className={styles.group}>
      <bdi>{name ?? inbox.oneGroup}</bdi>
      <Link to="/inbox/$view" params={{ view }} search={{ group: undefined }} className={buttonClass('icon')}>
        <Icon name="close" label={inbox.everybody} />
      </Link>
    </p>
  );
}
