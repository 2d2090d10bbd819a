import { useQuery } from '@tanstack/react-query';
import { linesQuery } from '../../queries.ts';
import { Blank } from '../../ui/blank.tsx';
import { OneOf } from '../../ui/controls.tsx';
import sentence from '../../ui/sentence.module.css';
import { useEditorWords } from './words.ts';

/** Over which line it goes; who has only one has no choice. */
export function Over({ lineId, change }: { lineId: string | null; change: (lineId: string | null) => void }) {
  const { lead, blank, line } = useEditorWords();
  const lines = useQuery(linesQuery).data ?? [];
  if (lines.length < 2) return null;
  const chosen = lines.find(({ id }) => id === lineId);
  return (
    <p className={sentence.clause}>
      {lead.over}{' '}
      <Blank label={blank.over} words={chosen?.label ?? line.usual}>
        <OneOf
          legend={line.legend}
          options={[{ value: '', words: line.usual }, ...lines.map(({ id, label }) => ({ value: id, words: label }))]}
          value={lineId ?? ''}
          choose={(id) => change(id || null)}
        />
      </Blank>
    </p>
  );
}
