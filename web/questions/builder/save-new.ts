import { api, ask, type Question, Refused } from '../../api.ts';
import { newId } from '../../ui/new-id.ts';
import type { Form } from '../content.ts';

type Body = Pick<Form, 'name' | 'content'>;

export const rewrite = (id: string, body: Body): Promise<Question> =>
  ask(api.PATCH('/api/v1/questions/{id}', { params: { path: { id } }, body }));

const post = (body: Body, key: string) =>
  ask(api.POST('/api/v1/questions', { body, headers: { 'idempotency-key': key } }));

/**
 * Saves a new question under its key. Where a try whose answer was lost has saved one, that one becomes what is written by now;
 * but one that was put away since, or that no try of this page was for, stays as it is, and another is saved under a new key.
 */
export async function saveNew(
  body: Body,
  { key, wasTried, renew }: { key: string; wasTried: boolean; renew: (key: string) => void },
): Promise<Question> {
  let found: Question;
  try {
    found = await post(body, key);
    if (found.version === 1 && !found.archivedAt) return found;
  } catch (error) {
    const id = error instanceof Refused && error.problem.questionId;
    if (!id) throw error;
    found = await ask(api.GET('/api/v1/questions/{id}', { params: { path: { id } } }));
  }
  if (wasTried && !found.archivedAt) return rewrite(found.id, body);
  const another = newId();
  renew(another);
  return post(body, another);
}
