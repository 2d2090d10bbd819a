import { useEffect, useState } from 'react';
import type { Question } from '../../api.ts';
import type { Standing } from '../../ui/use-shared.ts';
import type { Form } from '../content.ts';

/** What was written when the page was left, and from where it goes on. */
export interface Begun {
  form: Form;
  standing: Standing<Question, Form>;
}

/** What is begun, by question, as long as the page is open: whoever looks something up meanwhile finds it again. */
const begun = new Map<string, { left: Begun | null; visit: object }>();

/** In place of the id of a question that is new. */
export const ofNew = 'new';

export const begunOf = (id: string): Begun | undefined => begun.get(id)?.left ?? undefined;

/** Keeps what is written when the page is left, and null where that is done with; not when the page was opened once more since. */
export function useKeep(id: string): (left: Begun | null) => void {
  const [visit] = useState(() => ({}));
  useEffect(() => void begun.set(id, { left: begun.get(id)?.left ?? null, visit }), [id, visit]);
  return (left) => {
    if (begun.get(id)?.visit === visit) begun.set(id, { left, visit });
  };
}
