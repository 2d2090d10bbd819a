import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import type { PeopleFilter } from '../rows.ts';
import styles from './groups.module.css';
import { useGroupsWords } from './words.ts';

const previewQuery = (groupId: string | null, rule: PeopleFilter) =>
  queryOptions({
    queryKey: ['people', 'preview', groupId, rule],
    queryFn: ({ signal }) => ask(api.POST('/api/v1/group-previews', { body: { groupId, rule }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Who would come into a group and who would leave it, before its rule is kept. */
export function RulePreview({ groupId, rule }: { groupId: string | null; rule: PeopleFilter }) {
  const words = useGroupsWords();
  const { data, error } = useQuery(previewQuery(groupId, rule));
  if (error) return <ErrorNote error={error} />;
  if (!data) return null;
  return (
    <section className={styles.preview} aria-label={words.preview}>
      <p role="status">
        <strong>{words.would(data.people)}</strong>{' '}
        {groupId !== null && data.comesIn.count + data.leaves.count === 0 && words.same}
      </p>
      {groupId !== null && <Some title={words.comeIn(data.comesIn.count)} some={data.comesIn} />}
      {groupId !== null && <Some title={words.leaves(data.leaves.count)} some={data.leaves} />}
      {groupId === null && data.comesIn.count > 0 && <Some title={words.them} some={data.comesIn} />}
    </section>
  );
}

interface People {
  count: number;
  people: { id: string; name: string }[];
}

function Some({ title, some }: { title: string; some: People }) {
  const words = useGroupsWords();
  if (some.count === 0) return null;
  return (
    <details open={some.count <= 20}>
      <summary>{title}</summary>
      <ul className={styles.names}>
        {some.people.map(({ id, name }) => (
          <li key={id}>
            <bdi>{name}</bdi>
          </li>
        ))}
        {some.count > some.people.length && <li>{words.more(some.count - some.people.length)}</li>}
      </ul>
    </details>
  );
}
