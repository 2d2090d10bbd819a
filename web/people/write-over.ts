import { api, ask, type Person } from '../api.ts';
import { changedSince } from '../ui/use-shared.ts';

/** What somebody has read of a person, of which they change a part: `of` says what that part was. */
export interface Over<Read extends Pick<Person, 'id' | 'version'> = Person> {
  read: Read;
  of: (person: Read | Person) => unknown;
}

/**
 * Changes a part of what is known of a person over the version that was read; where only other parts have changed since, over
 * the version of now. Throws as `send`, `changed_since` where it is that part.
 */
export async function writeOver<Read extends Pick<Person, 'id' | 'version'>, T>(
  { read, of }: Over<Read>,
  send: (version: number) => Promise<T>,
): Promise<T> {
  for (let { version } = read; ; ) {
    try {
      return await send(version);
    } catch (error) {
      if (!changedSince(error)) throw error;
      const now = await ask(api.GET('/api/v1/people/{id}', { params: { path: { id: read.id } } }));
      if (JSON.stringify(of(now)) !== JSON.stringify(of(read))) throw error;
      ({ version } = now);
    }
  }
}
