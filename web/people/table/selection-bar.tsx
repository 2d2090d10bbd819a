import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, ask } from '../../api.ts';
import { fieldsQuery } from '../../person-fields.ts';
import { groupsQuery, meQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Select } from '../filter/controls.tsx';
import { Value } from '../filter/field.tsx';
import styles from './bars.module.css';
import { type Chosen, RemovePeople } from './remove.tsx';
import type { PeopleAct } from './use-act.ts';
import { useTableWords } from './words.ts';

type Wanted = Omit<PeopleAct, 'ids' | 'all'>;

interface Given {
  count: number;
  chosen: Chosen;
  removed: (removalId: string) => void;
  clear: () => void;
  act: (wanted: Wanted, did: (n: number) => string) => void;
}

/** What can be done with all who are selected. */
export function SelectionBar({ count, chosen, removed, clear, act }: Given) {
  const words = useTableWords();
  const [asks, setAsks] = useState<'group' | 'field' | 'remove' | null>(null);
  const { role } = useQuery(meQuery).data ?? {};
  const groups = (useQuery(groupsQuery).data ?? []).filter(({ rule }) => rule === null);
  useEffect(
    () => () => {
      // The button that had the focus goes with the bar.
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('main [data-pane]')?.focus();
    },
    [],
  );
  const items = (kind: 'add_to_group' | 'remove_from_group') =>
    groups.map(({ id, name }) => ({
      words: name,
      run: () =>
        act({ act: kind, groupId: id }, (n) =>
          kind === 'add_to_group' ? words.did.add(name, n) : words.did.take(name, n),
        ),
    }));
  return (
    <div className={styles.selection} role="toolbar" aria-label={words.selected(count)}>
      <strong>{words.selected(count)}</strong>
      <Menu
        label={words.addTo}
        items={() => [
          ...items('add_to_group'),
          { words: words.newGroup, run: () => setAsks('group'), isSeparate: groups.length > 0 },
        ]}
      >
        {words.addTo}
      </Menu>
      {groups.length > 0 && (
        <Menu label={words.takeFrom} items={() => items('remove_from_group')}>
          {words.takeFrom}
        </Menu>
      )}
      <Button onClick={() => setAsks('field')}>{words.set}</Button>
      {role !== 'member' && <Button onClick={() => setAsks('remove')}>{words.remove.open}</Button>}
      <Button look="quiet" onClick={clear}>
        {words.unselect}
      </Button>
      {asks === 'group' && (
        <Dialog title={words.newGroup} close={() => setAsks(null)}>
          <Form
            send={({ name = '' }) =>
              ask(api.POST('/api/v1/groups', { body: { name } })).then(({ id }) => ({ id, name }))
            }
            done={({ id, name }) => {
              setAsks(null);
              act({ act: 'add_to_group', groupId: id }, (n) => words.did.add(name, n));
            }}
          >
            {({ failure, isBusy }) => (
              <>
                <Field name="name" label={words.newGroupName} required maxLength={100} autoComplete="off" />
                <ErrorNote error={failure} />
                <Button type="submit" look="primary" isBusy={isBusy}>
                  {words.addToNew(count)}
                </Button>
              </>
            )}
          </Form>
        </Dialog>
      )}
      {asks === 'remove' && <RemovePeople count={count} chosen={chosen} close={() => setAsks(null)} done={removed} />}
      {asks === 'field' && <SetField count={count} act={act} close={() => setAsks(null)} />}
    </div>
  );
}

function SetField({ count, act, close }: { count: number; act: Given['act']; close: () => void }) {
  const words = useTableWords();
  const fields = useQuery(fieldsQuery).data ?? [];
  const [fieldId, choose] = useState(fields[0]?.id ?? '');
  const [value, setValue] = useState('');
  const field = fields.find(({ id }) => id === fieldId);
  return (
    <Dialog title={words.set} close={close}>
      {field ? (
        <form
          className={styles.setting}
          onSubmit={(event) => {
            event.preventDefault();
            act({ act: 'set_field', fieldId, value }, (n) => words.did.set(field.name, n));
            close();
          }}
        >
          <Select
            label={words.field}
            value={fieldId}
            change={(id) => {
              choose(id);
              setValue('');
            }}
          >
            {fields.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <Value key={fieldId} field={field} value={value} change={setValue} />
          <Button type="submit" look="primary">
            {words.setDo(count)}
          </Button>
        </form>
      ) : (
        <p>{words.noFields}</p>
      )}
    </Dialog>
  );
}
