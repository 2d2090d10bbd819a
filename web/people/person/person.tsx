import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Person as Known } from '../../api.ts';
import { useRefresh } from '../../live.ts';
import { nameShown } from '../../name-shown.ts';
import { meQuery, personQuery } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { type Start, useStart } from '../../ui/use-start.ts';
import { PeopleArea } from '../area.tsx';
import { useAreaWords } from '../area-words.ts';
import { canBringBack } from '../table/removals.tsx';
import { RemovePeople } from '../table/remove.tsx';
import { useTableWords } from '../table/words.ts';
import { Answers } from './answers.tsx';
import { Facts } from './facts.tsx';
import { History } from './history.tsx';
import { MergeDialog } from './merge/merge-dialog.tsx';
import { Merged } from './merge/merged.tsx';
import { Numbers } from './numbers.tsx';
import styles from './person.module.css';
import { usePersonWords } from './words.ts';

/** One person: what is known of them, what they answered, and everything that happened. */
export function Person() {
  const areaWords = useAreaWords();
  const { personId = '' } = useParams({ strict: false });
  const { data: person, error, refetch } = useQuery(personQuery(personId));
  const navigate = useNavigate();
  const nowId = person?.id;
  // Whoever was merged with somebody is at the other's address.
  useEffect(() => {
    if (nowId && nowId !== personId)
      void navigate({ to: '/people/$personId', params: { personId: nowId }, replace: true });
  }, [nowId, personId, navigate]);
  if (person) return <Found key={person.id} person={person} trouble={error} />;
  if (!error) return <Blocks />;
  return (
    <PeopleArea title={areaWords.people}>
      <ErrorNote error={error} retry={refetch} />
    </PeopleArea>
  );
}

function Found({ person, trouble }: { person: Known; trouble: unknown }) {
  const words = usePersonWords();
  const table = useTableWords();
  const [merging, merge] = useState<{ otherId?: string }>();
  const [removing, setRemoving] = useState<Start>();
  const begin = useStart();
  const { role } = useQuery(meQuery).data ?? {};
  const { conversationId } = person;
  useRefresh('history', 1000, (change) => 'conversationId' in change && change.conversationId === conversationId);
  const text = (
    <span className={styles.acts}>
      {role !== 'member' && (
        <Button look="quiet" aria-haspopup="dialog" onClick={() => setRemoving(begin())}>
          {table.remove.open}
        </Button>
      )}
      <Button aria-haspopup="dialog" onClick={() => merge({})}>
        {words.merge}
      </Button>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId }}
        className={buttonClass('primary')}
        aria-label={words.textWho(person.name)}
      >
        {words.text}
      </Link>
    </span>
  );
  return (
    <PeopleArea title={<bdi>{nameShown(person)}</bdi>} act={text}>
      <ErrorNote error={trouble} />
      <div className={styles.known}>
        <Numbers person={person} merge={(otherId) => merge({ otherId })} />
        <Facts person={person} />
      </div>
      <Answers personId={person.id} />
      <Merged personId={person.id} />
      <History person={person} />
      {removing && (
        <RemovePeople
          count={1}
          chosen={{ ids: [person.id] }}
          close={() => setRemoving(undefined)}
          done={(id) => {
            canBringBack(table.did.remove(1), id);
            void removing.leadOn({ to: '/people' });
          }}
        />
      )}
      {merging && <MergeDialog person={person} otherId={merging.otherId} close={() => merge(undefined)} />}
    </PeopleArea>
  );
}
