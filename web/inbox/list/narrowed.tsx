import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { api, ask } from '../../api.ts';
import { groupsQuery, type Only } from '../../queries.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { View } from '../../views.ts';
import { useNarrowedWords } from './narrowed-words.ts';
import styles from './views.module.css';

/** Of whom alone the list shows conversations, and the way back to everybody. */
export function Narrowed({ view }: { view: View }) {
  const words = useNarrowedWords();
  const { group, answered }: Only = useSearch({ strict: false });
  const groups = useQuery({ ...groupsQuery, enabled: group !== undefined }).data;
  return (
    <>
      {group && (
        <Narrower view={view} without={{ group: undefined }}>
          {groups?.find(({ id }) => id === group)?.name ?? words.oneGroup}
        </Narrower>
      )}
      {answered && <Answered view={view} answered={answered} />}
    </>
  );
}

function Answered({ view, answered }: { view: View; answered: string }) {
  const words = useNarrowedWords();
  const [id = '', ...rest] = answered.split('.');
  const answer = rest.join('.');
  const round = useQuery({
    queryKey: ['round', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/rounds/{id}', { params: { path: { id } }, signal })),
  }).data?.round;
  const answering = round?.content.steps[0]?.answering;
  const choice = answering && 'choices' in answering && answering.choices.find((each) => each.id === answer)?.label;
  return (
    <Narrower view={view} without={{ answered: undefined }}>
      {round ? `${round.name}: ${choice || words.answers[answer] || answer}` : words.oneAnswer}
    </Narrower>
  );
}

function Narrower({
  view,
  without,
  children,
}: {
  view: View;
  without: { [key in keyof Only]: undefined };
  children: string;
}) {
  const words = useNarrowedWords();
  return (
    <p className={styles.narrowed}>
      <bdi>{children}</bdi>
      <Link
        to="/inbox/$view"
        params={{ view }}
        search={(before: Only) => ({ ...before, ...without })}
        className={buttonClass('icon')}
      >
        <Icon name="close" label={words.everybody} />
      </Link>
    </p>
  );
}
