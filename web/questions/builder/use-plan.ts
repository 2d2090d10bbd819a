import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { api, ask, Refused } from '../../api.ts';
import { type Content, type Form, nameOf } from '../content.ts';
import type { Faults } from './faults.ts';

/** Whoever types does not have each letter looked at. */
const restMs = 350;

/** What the server says of a question that is not saved yet: its next dates, or what is wrong with it; unless it is whole, not what is missing. */
export function usePlan(form: Form, isWhole: boolean) {
  const rested = useRested(form);
  const asked = { name: nameOf(rested) || '?', content: isWhole ? rested.content : filled(rested.content) };
  const { data, error } = useQuery({
    queryKey: ['plan', asked],
    queryFn: ({ signal }) => ask(api.POST('/api/v1/question-plans', { body: asked, signal })),
    retry: false,
    gcTime: 60_000,
    placeholderData: (before) => before,
  });
  const fields: Faults = (error instanceof Refused && error.problem.fields) || {};
  return { zones: error ? [] : (data?.items ?? []), faults: fields, error };
}

/** What is only missing as yet is nothing to complain of: something stands in its place. */
function filled(content: Content): Content {
  const steps = content.steps.map((step) => {
    const { answering } = step;
    const words = step.words.trim() ? step.words : '?';
    if (!('choices' in answering)) return { ...step, words };
    const choices = answering.choices.map(({ id, label }) => ({ id, label: label.trim() ? label : id }));
    return { ...step, words, answering: { ...answering, choices } };
  });
  return { ...content, steps };
}

function useRested(form: Form): Form {
  const [rested, rest] = useState(form);
  const deferred = useDeferredValue(form);
  useEffect(() => {
    const timer = setTimeout(() => rest(deferred), restMs);
    return () => clearTimeout(timer);
  }, [deferred]);
  return rested;
}

/** The plan of a question that is saved, for a look at what else is open. */
export const planQuery = (question: { id: string; version: number; name: string; content: Content }) => ({
  queryKey: ['plan', question.id, question.version],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    ask(api.POST('/api/v1/question-plans', { body: { name: question.name, content: question.content }, signal })),
  staleTime: 60_000,
  retry: false,
});
