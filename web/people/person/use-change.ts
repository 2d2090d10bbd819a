import { useQueryClient } from '@tanstack/react-query';
import type { paths } from '../../api.gen.ts';
import { api, ask, type Person } from '../../api.ts';
import { didAct } from '../../ui/undo.ts';
import { type Over, writeOver } from '../write-over.ts';
import { refreshPeople } from './queries.ts';

type Body = paths['/api/v1/people/{id}']['patch']['requestBody']['content']['application/json'];
type Act = Omit<
  paths['/api/v1/people-acts']['post']['requestBody']['content']['application/json'],
  'ids' | 'all' | 'version'
>;

type Changed = Omit<Body, 'version'>;
type Key = keyof Changed & keyof Person;

/** Changes what is known of a person over what was read of it, says so, and takes it back with the same keys as everything. */
export function useChange(person: Person) {
  const client = useQueryClient();
  function put(body: Changed, read: Person): Promise<Person> {
    const params = { path: { id: person.id } };
    return writeOver({ read, of: (one) => partOf(one, body) }, (version) =>
      ask(api.PATCH('/api/v1/people/{id}', { params, body: { ...body, version } })),
    ).finally(() => refreshPeople(client));
  }

  async function change(body: Changed, said: string, read = person): Promise<void> {
    const before = partOf(read, body);
    const saved = await put(body, read);
    didAct(said, () => put(before, saved));
  }

  /** Groups are joined and left one by one, over nothing that was read. */
  async function act(wanted: Act, said: string, over?: Over): Promise<void> {
    const send = (version?: number) =>
      ask(api.POST('/api/v1/people-acts', { body: { ...wanted, ids: [person.id], version } }));
    const { actId } = await (over ? writeOver(over, send) : send());
    await refreshPeople(client);
    if (!actId) return;
    didAct(said, () =>
      ask(api.POST('/api/v1/acts/{id}/undo', { params: { path: { id: actId } } })).finally(() => refreshPeople(client)),
    );
  }

  return { change, act };
}

/** What is known of a person, of that which is changed. */
const partOf = (person: Person, changed: Changed): Changed =>
  Object.fromEntries(Object.keys(changed).map((key) => [key, person[key as Key]]));
