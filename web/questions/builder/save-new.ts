import { api, ask, type Question, Refused } from '../../api.ts';
import { deadline } from '../../deadline.ts';
import { newId } from '../../ui/new-id.ts';
import { changedSince } from '../../ui/use-shared.ts';
import type { Form } from '../content.ts';

type Body = Pick<Form, 'name' | 'content'>;

export const rewrite = (id: string, body: Body, version: number): Promise<Question> =>
  ask(
    api.PATCH('/api/v1/questions/{id}', { params: { path: { id } }, body: { ...body, version }, signal: deadline() }),
  );

const post = (body: Body, key: string) =>
  ask(api.POST('/api/v1/questions', { body, headers: { 'idempotency-key': key }, signal: deadline() }));

/**
 * Saves a new question under its key. Where a try whose answer was lost has saved one, that one becomes what is written by now;
 * but one that was put away or changed by somebody else since, or that no try of this page was for, stays as it is, and another
 * is saved under a new key.
 */
export async function saveNew(
  body: Body,
  {
    key,
    wasTried,
    memberId,
    renew,
  }: { key: string; wasTried: boolean; memberId: string; renew: (key: string) => void },
): Promise<Question> {
  let found: Question;
  try {
    found = await post(body, key);
    if (found.version === 1 && !found.archivedAt) return found;
  } catch (error) {
    const id = error instanceof Refused && error.problem.questionId;
    if (!id) throw error;
    found = await ask(api.GET('/api/v1/questions/{id}', { params: { path: { id } }, signal: deadline() }));
  }
  if (wasTried && !found.archivedAt) {
    const mine = await rewriteOwn(found.id, body, memberId);
    if (mine) return mine;
  }
  const another = newId();
  renew(another);
  return post(body, another);
}

/** A try before this one may have been lost as well. Answers null where it is somebody else's by now. */
async function rewriteOwn(id: string, body: Body, memberId: string): Promise<Question | null> {
  try {
    return await rewrite(id, body, 1);
  } catch (error) {
    const changed = changedSince(error);
    if (!changed) throw error;
    return changed.by?.id === memberId ? rewrite(id, body, changed.version) : null;
  }
}
