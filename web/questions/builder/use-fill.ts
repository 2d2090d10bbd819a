import { useSuspenseQuery } from '@tanstack/react-query';
import { fieldsOf, fillIn, hasFields } from '../../../src/domain/messages/fields.ts';
import type { Person } from '../../api.ts';
import { meQuery } from '../../queries.ts';

/** Fills in the fields of a text for somebody, as is done when it leaves: what is not known of them is left out. */
export function useFill(): (words: string, person: Person | undefined) => string {
  const me = useSuspenseQuery(meQuery).data;
  return (words, person) => {
    if (!person || !hasFields(words)) return words;
    const { text, wrong } = fillIn(words, fieldsOf({ person, author: me.name, team: me.team.name }));
    return wrong.reduce((rest, { name }) => rest.replaceAll(`{${name}}`, ''), text);
  };
}
