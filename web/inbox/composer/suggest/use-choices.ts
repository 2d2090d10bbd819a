import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fillIn } from '../../../../src/domain/messages/fields.ts';
import { savedRepliesQuery } from '../../../queries.ts';
import { fold } from '../../../ui/listbox.ts';
import type { Suggestion } from '../../../ui/suggestions.tsx';
import type { Trigger } from '../../../ui/trigger.ts';
import { useComposerWords } from '../words.ts';

const mostShown = 30;
const mostLetters = 160;

/** The choices for what somebody is typing: saved replies with their fields filled in, or fields. */
export function useChoices(trigger: Trigger | null, values: ReadonlyMap<string, string>): Suggestion[] {
  const { emptyField } = useComposerWords();
  const replies = useQuery({ ...savedRepliesQuery, enabled: trigger?.sign === '/' }).data?.items;
  return useMemo(() => {
    if (!trigger) return [];
    const wanted = fold(trigger.query.trim());
    const found =
      trigger.sign === '/'
        ? (replies ?? [])
            .filter(({ name, body }) => fold(name).includes(wanted) || fold(body).includes(wanted))
            // What begins with it goes first.
            .sort((a, b) => Number(fold(b.name).startsWith(wanted)) - Number(fold(a.name).startsWith(wanted)))
            .map(({ id, name, body }) => {
              const { text } = fillIn(body, values);
              return { id, words: name, detail: text.slice(0, mostLetters), text };
            })
        : [...values]
            .filter(([name]) => fold(name).includes(wanted))
            .map(([name, value]) => ({
              id: name,
              words: name,
              detail: value || emptyField,
              text: value || `{${name}}`,
            }));
    return found.slice(0, mostShown);
  }, [trigger, replies, values, emptyField]);
}
