import { useQueryClient } from '@tanstack/react-query';
import type { paths } from '../../api.gen.ts';
import { api, ask, type Person } from '../../api.ts';
import { didAct } from '../../ui/undo.ts';
import { refreshPeople } from './queries.ts';

type Changed = paths['/api/v1/people/{id}']['patch']['requestBody']['content']['application/json'];
type Act = Omit<paths['/api/v1/people-acts']['post']['requestBody']['content']['application/json'], 'ids' | 'all'>;

/** Changes what is known of a person, says so, and takes it back with the same keys as everything. */
export function useChange(person: Person) {
  const client = useQueryClient();
  const put = (body: Changed) =>
    ask(api.PATCH('/api/v1/people/{id}', { params: { path: { id: person.id } }, body })).finally(() =>
      refreshPeople(client),
    );

  async function change(body: Changed, said: string): Promise<void> {
    const before = Object.fromEntries(Object.keys(body).map((key) => [key, person[key as keyof Changed]]));
    await put(body);
    didAct(said, () => put(before));
  }

  async function act(wanted: Act, said: string): Promise<void> {
    const { actId } = await ask(api.POST('/api/v1/people-acts', { body: { ...wanted, ids: [person.id] } }));
    await refreshPeople(client);
    if (!actId) return;
    didAct(said, () =>
      ask(api.POST('/api/v1/acts/{id}/undo', { params: { path: { id: actId } } })).finally(() => refreshPeople(client)),
    );
  }

  return { change, act };
}
