import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask } from '../../api.ts';
import { countedGroupsQuery } from '../../counted-groups.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { focusContent } from '../../ui/focus.ts';
import { didAct } from '../../ui/undo.ts';
import { PeopleArea } from '../area.tsx';
import { type Group, mostCounted, type PeopleFilter } from '../rows.ts';
import { GroupForm } from './group-form.tsx';
import styles from './groups.module.css';
import { useGroupsWords } from './words.ts';

/** The groups of the team: lists of people, and rules that find them. */
export function Groups() {
  const words = useGroupsWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  // Whoever comes from a filter of the table keeps it as a group.
  const { filter } = useSearch({ strict: false }) as { filter?: PeopleFilter };
  const groups = useQuery(countedGroupsQuery);
  const [editing, setEditing] = useState<Group | 'new' | null>(filter ? 'new' : null);
  const [removing, setRemoving] = useState<Group | null>(null);
  const leave = () => {
    setEditing(null);
    if (filter) void navigate({ to: '/people/groups', search: {}, replace: true });
    focusContent();
  };
  const done = (said: string) => {
    didAct(said);
    for (const key of ['groups', 'people']) void client.invalidateQueries({ queryKey: [key] });
    leave();
  };
  return (
    <PeopleArea
      title={words.title}
      act={
        <Button look={editing === null ? 'primary' : 'plain'} onClick={() => setEditing('new')}>
          {words.add}
        </Button>
      }
    >
      <p className={styles.lead}>{words.lead}</p>
      <ErrorNote error={groups.error} retry={groups.refetch} />
      {editing === 'new' && <GroupForm group={null} rule={filter ?? null} done={done} leave={leave} />}
      {!groups.data && !groups.error && <Blocks />}
      {groups.data?.length === 0 && editing === null && <Empty text={words.none} />}
      <ul className={styles.groups}>
        {groups.data?.map((group) =>
          typeof editing === 'object' && editing?.id === group.id ? (
            <li key={group.id} className={styles.open}>
              <GroupForm group={group} rule={group.rule} done={done} leave={leave} />
            </li>
          ) : (
            <GroupRow key={group.id} group={group} edit={() => setEditing(group)} remove={() => setRemoving(group)} />
          ),
        )}
      </ul>
      {removing && (
        <Dialog title={words.removeTitle(removing.name)} close={() => setRemoving(null)}>
          <Remove
            group={removing}
            done={() => {
              setRemoving(null);
              done(words.removed(removing.name));
            }}
          />
        </Dialog>
      )}
    </PeopleArea>
  );
}

function GroupRow({ group, edit, remove }: { group: Group; edit: () => void; remove: () => void }) {
  const words = useGroupsWords();
  const filter = { match: 'all', conditions: [{ kind: 'group', groupId: group.id, isIn: true }] };
  return (
    <li className={styles.group}>
      <div className={styles.words}>
        <h2>
          <bdi>{group.name}</bdi>
        </h2>
        <p>
          {group.people >= mostCounted ? words.peopleOrMore(group.people) : words.people(group.people)}
          {' · '}
          {group.rule ? words.byRule : words.byHand}
        </p>
      </div>
      <Link to="/people" search={{ filter }} className={buttonClass('quiet')} aria-label={words.showNamed(group.name)}>
        {words.show}
      </Link>
      <Button look="quiet" onClick={edit} aria-label={words.changeNamed(group.name)}>
        {words.change}
      </Button>
      <Button look="quiet" onClick={remove} aria-label={words.removeNamed(group.name)}>
        {words.remove}
      </Button>
    </li>
  );
}

function Remove({ group, done }: { group: Group; done: () => void }) {
  const words = useGroupsWords();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  async function remove(): Promise<void> {
    setBusy(true);
    try {
      await ask(api.DELETE('/api/v1/groups/{id}', { params: { path: { id: group.id } } }));
      done();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }
  return (
    <>
      <p>{words.removeLead(group.people)}</p>
      <ErrorNote error={error} />
      <Button look="primary" isBusy={isBusy} onClick={() => void remove()}>
        {words.removeDo}
      </Button>
    </>
  );
}
