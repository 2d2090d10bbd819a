import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Line } from '../api.ts';
import { meQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { day } from '../words/formats.ts';
import styles from './keyword-answers.module.css';
import { useKeywordWords } from './keyword-answers-words.ts';
import { KeywordForm } from './keyword-form.tsx';
import { keywordAnswersQuery } from './queries.ts';
import { Said } from './said.tsx';

/** Who answers whoever texts HELP over a line, in which words; and where that is changed. */
export function KeywordAnswersOf({ line }: { line: Line }) {
  const words = useKeywordWords();
  const { role } = useSuspenseQuery(meQuery).data;
  const { data, error, refetch } = useQuery(keywordAnswersQuery(line.id));
  const [isOpen, setOpen] = useState(false);
  const [isSaved, setSaved] = useState(false);
  if (!data) return <ErrorNote error={error} retry={refetch} />;
  const { by, company, companySaidSoAt: saidSoAt } = data;
  return (
    <section className={styles.part} aria-label={words.title}>
      <h4>{words.title}</h4>
      <ErrorNote error={error} retry={refetch} />
      <p>
        {saidSoAt ? words.theySaidSo(company, day(saidSoAt)) : by === 'company' ? words.theirs(company) : words.ours}
      </p>
      {isOpen ? (
        <KeywordForm
          line={line}
          answers={data}
          leave={(saved) => {
            setOpen(false);
            setSaved(saved);
          }}
        />
      ) : (
        <>
          <dl className={styles.both}>
            {(['en', 'es'] as const).map((language) => (
              <div key={language}>
                <dt>{words.languages[language]}</dt>
                <Said words={data.help[language]} usual={data.usual[language]} language={language} as="dd" />
              </div>
            ))}
          </dl>
          <p role="status">{isSaved && words.saved}</p>
          {role !== 'member' && (
            <p>
              <Button look="text" onClick={() => setOpen(true)}>
                {words.change(line.label)}
              </Button>
            </p>
          )}
        </>
      )}
    </section>
  );
}
