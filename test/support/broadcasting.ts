import assert from 'node:assert/strict';
import type { Json } from './browser.ts';
import type { Name } from './cast.ts';
import { until } from './until.ts';
import type { openOfficeHours } from './world.ts';

type World = Pick<Awaited<ReturnType<typeof openOfficeHours>>, 'office' | 'phone'>;

export const nobody = { groupIds: [], personIds: [], exceptGroupIds: [], exceptPersonIds: [] } as Json;

/** Broadcasts of a world's office, as somebody who sends them does. */
export function openBroadcasting({ office, phone }: World) {
  const of = (id: string) => `/api/v1/broadcasts/${id}`;
  const read = (id: string): Promise<Json> => office.must('GET', of(id));
  async function personOf(name: string): Promise<Json> {
    const { items } = await office.must('GET', `/api/v1/people?search=${name}`);
    return items[0];
  }
  const to = async (...names: Name[]): Promise<Json> => ({
    ...nobody,
    personIds: (await Promise.all(names.map(personOf))).map(({ id }) => id),
  });

  async function shouldBe(id: string, wanted: Record<string, number>, state?: string): Promise<Json> {
    let seen: Json = {};
    const fits = async () => {
      seen = await read(id);
      const { progress, state: is } = seen;
      addsUp(progress);
      return Object.entries(wanted).every(([place, count]) => progress[place] === count) && (!state || is === state);
    };
    await until(JSON.stringify(wanted), fits).catch(() => {});
    const { progress } = seen;
    const found = Object.fromEntries(Object.keys(wanted).map((place) => [place, progress[place]]));
    assert.deepEqual({ ...found, ...(state && { state: seen.state }) }, { ...wanted, ...(state && { state }) });
    return seen;
  }

  return {
    read,
    personOf,
    to,
    writes: (body: string, audience: Json, more: Json = {}): Promise<Json> =>
      office.must('POST', '/api/v1/broadcasts', { body, audience, ...more }),
    look: (id: string): Promise<Json> => office.must('GET', `${of(id)}/look`),
    previews: async (id: string): Promise<Json[]> => (await office.must('GET', `${of(id)}/previews`)).items,
    recipients: async (id: string, state?: string): Promise<Json[]> =>
      (await office.must('GET', `${of(id)}/recipients?limit=200${state ? `&state=${state}` : ''}`)).items,
    /** Sends it on its way to as many as the last look says. */
    async dispatches(id: string): Promise<Json> {
      const { willGet } = await office.must('GET', `${of(id)}/look`);
      return office.must('POST', `${of(id)}/dispatch`, { expected: willGet });
    },
    /** Waits until so many are where it says, and all the while what it says adds up. */
    shouldBe,
    heardBy: async (name: Name): Promise<string[]> =>
      (await phone(name).screen()).filter(({ direction }) => direction === 'outbound').map(({ body }) => body),
  };
}

/** Everybody who was chosen is somewhere. */
function addsUp({ chosen, again: _, replied: __, left, ...places }: Json): void {
  const all = [...Object.values(places as Record<string, number>), ...left.map(({ count }: Json) => count)];
  assert.equal(
    all.reduce((sum: number, count: number) => sum + count, 0),
    chosen,
    JSON.stringify({ chosen, ...places, left }),
  );
}
