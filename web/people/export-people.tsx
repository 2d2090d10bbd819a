import { useSuspenseQuery } from '@tanstack/react-query';
import { meQuery } from '../queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { readyPart } from './filter/filter.ts';
import type { Wanted } from './rows.ts';
import { usePeopleWords } from './words.ts';

/** Has those whom the table shows saved as a file, which an import takes as it is. */
export function ExportPeople({ wanted: { q, filter } }: { wanted: Wanted }) {
  const words = usePeopleWords();
  if (useSuspenseQuery(meQuery).data.role === 'member') return null;
  const ready = filter && readyPart(filter);
  const query = new URLSearchParams({
    ...(q?.trim() && { search: q.trim() }),
    ...(ready && ready.conditions.length > 0 && { filter: JSON.stringify(ready) }),
  });
  return (
    <a href={`/api/v1/exports/people.csv?${query}`} download className={buttonClass()}>
      {words.saveFile}
    </a>
  );
}
