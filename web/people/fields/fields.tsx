import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../../api.ts';
import { fieldsQuery, type PersonField } from '../../person-fields.ts';
import { meQuery } from '../../queries.ts';
import { Blocks } from '../../ui/blocks.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { focusContent } from '../../ui/focus.ts';
import { didAct } from '../../ui/undo.ts';
import { PeopleArea } from '../area.tsx';
import styles from '../groups/groups.module.css';
import { FieldForm } from './field-form.tsx';
import { useFieldsWords } from './words.ts';

/** What the team keeps of its people, and of what kind each is. */
export function Fields() {
  const words = useFieldsWords();
  const client = useQueryClient();
  const mayChange = useSuspenseQuery(meQuery).data.role !== 'member';
  const fields = useQuery(fieldsQuery);
  const [editing, setEditing] = useState<PersonField | 'new' | null>(null);
  const [removing, setRemoving] = useState<PersonField | null>(null);
  const leave = () => {
    setEditing(null);
    setRemoving(null);
    focusContent();
  };
  const done = (said: string) => {
    didAct(said);
    void client.invalidateQueries({ queryKey: ['people'] });
    leave();
  };
  return (
    <PeopleArea
      title={words.title}
      act={
        mayChange && (
          <Button look="primary" onClick={() => setEditing('new')}>
            {words.add}
          </Button>
        )
      }
    >
      <p className={styles.lead}>{words.lead}</p>
      <ErrorNote error={fields.error} retry={fields.refetch} />
      {!fields.data && !fields.error && <Blocks />}
      {fields.data?.length === 0 && <Empty text={words.none} />}
      <ul className={styles.groups}>
        {fields.data?.map((field) => (
          <li key={field.id} className={styles.group}>
            <div className={styles.words}>
              <h2>
                <bdi>{field.name}</bdi>
              </h2>
              <p>{field.kind === 'choice' ? words.oneOf(field.choices) : words.kinds[field.kind]}</p>
            </div>
            {mayChange && (
              <>
                <Button look="quiet" aria-label={words.changeNamed(field.name)} onClick={() => setEditing(field)}>
                  {words.change}
                </Button>
                <Button look="quiet" aria-label={words.removeNamed(field.name)} onClick={() => setRemoving(field)}>
                  {words.remove}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {editing && (
        <Dialog title={editing === 'new' ? words.add : words.changeNamed(editing.name)} close={leave}>
          <FieldForm field={editing === 'new' ? null : editing} done={done} />
        </Dialog>
      )}
      {removing && (
        <Dialog title={words.removeTitle(removing.name)} close={leave}>
          <Remove field={removing} done={() => done(words.removed(removing.name))} />
        </Dialog>
      )}
    </PeopleArea>
  );
}

/** Says of how many people something goes, and removes it only if it still is so. */
function Remove({ field: { id }, done }: { field: PersonField; done: () => void }) {
  const words = useFieldsWords();
  const params = { path: { id } };
  const filled = useQuery({
    queryKey: ['people', 'filled', id],
    queryFn: async ({ signal }) => (await ask(api.GET('/api/v1/person-fields/{id}', { params, signal }))).people,
    staleTime: 0,
  });
  const [error, setError] = useState<unknown>(null);
  async function remove(people: number): Promise<void> {
    try {
      await ask(api.DELETE('/api/v1/person-fields/{id}', { params, body: { people } }));
      done();
    } catch (failure) {
      setError(failure);
      void filled.refetch();
    }
  }
  const { data: people } = filled;
  return (
    <>
      <ErrorNote error={error ?? filled.error} />
      {people !== undefined && (
        <>
          <p>{words.removeLead(people)}</p>
          <Button look="primary" onClick={() => void remove(people)}>
            {words.removeDo(people)}
          </Button>
        </>
      )}
    </>
  );
}
