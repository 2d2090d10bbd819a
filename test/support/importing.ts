import type { Json } from './browser.ts';
import { until } from './until.ts';

type Asks = { must(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Json> };

type File = string | Uint8Array | ReadableStream<Uint8Array>;

/** How a member imports a file, step by step as the page does. */
export function importing(office: Asks, mostMs?: number) {
  const at = (id: string, path = '') => `/api/v1/imports/${id}${path}`;
  const settles = (id: string) =>
    until(
      'the import to come to rest',
      async () => {
        const found = await office.must('GET', at(id));
        return !/ing$/.test(found.state.replace('matching', '')) && found;
      },
      mostMs,
    );
  const brings = async (file: File, name = 'people.csv') => {
    const { id } = await office.must('POST', `/api/v1/imports?name=${encodeURIComponent(name)}`, file, {
      'content-type': 'text/csv',
    });
    return office.must('GET', at(id));
  };
  return {
    brings,
    settles,
    /** The file is taken for what it seems to be, unless `said` says otherwise, and looked at. */
    async checks(file: File, said?: object) {
      const { id } = await brings(file);
      if (said) await office.must('PATCH', at(id), said);
      await office.must('POST', at(id, '/check'));
      return settles(id);
    },
    async writes(id: string) {
      await office.must('POST', at(id, '/writing'));
      return settles(id);
    },
    async undoes(id: string) {
      await office.must('POST', at(id, '/undo'));
      return settles(id);
    },
    rows: async (id: string, outcome: string): Promise<Json[]> =>
      (await office.must('GET', at(id, `/rows?outcome=${outcome}&limit=200`))).items,
  };
}
