import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api, ask, type Line, Refused } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import styles from './keyword-answers.module.css';
import { useKeywordWords } from './keyword-answers-words.ts';
import { type KeywordAnswers, keywordAnswersQuery } from './queries.ts';
import { Said } from './said.tsx';

interface Given {
  line: Line;
  answers: KeywordAnswers;
  leave: (isSaved: boolean) => void;
}

/** Who answers keywords over a line, where there is a choice, and our words for HELP, each as it comes to a phone. */
export function KeywordForm({ line, answers, leave }: Given) {
  const words = useKeywordWords();
  const client = useQueryClient();
  const id = useId();
  const { company, isChoice, usual } = answers;
  const [by, setBy] = useState(answers.by);
  const [help, setHelp] = useState(answers.help);
  const save = useMutation({
    mutationFn: () =>
      ask(api.PUT('/api/v1/lines/{id}/keyword-answers', { params: { path: { id: line.id } }, body: { by, help } })),
    onSuccess: (saved) => {
      client.setQueryData(keywordAnswersQuery(line.id).queryKey, saved);
      leave(true);
    },
  });
  const fields = save.error instanceof Refused ? save.error.problem.fields : undefined;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      {isChoice && (
        <fieldset className={styles.who}>
          <legend>{words.who}</legend>
          {(['company', 'hearback'] as const).map((each) => (
            <label key={each}>
              <input type="radio" name={`${id}-by`} checked={by === each} onChange={() => setBy(each)} />
              {words[each](company)}
            </label>
          ))}
          {by === 'hearback' && <p className={styles.hint}>{words.twice(company)}</p>}
        </fieldset>
      )}
      {(['en', 'es'] as const).map((language) => {
        const fault = fields?.[`help.${language}`];
        return (
          <div key={language} className={styles.text}>
            <label htmlFor={`${id}-${language}`}>{words.text[language]}</label>
            <textarea
              id={`${id}-${language}`}
              lang={language}
              dir="auto"
              rows={4}
              maxLength={320}
              value={help[language] ?? ''}
              placeholder={usual[language]}
              aria-invalid={fault ? true : undefined}
              aria-describedby={`${id}-${language}-hint`}
              onChange={({ currentTarget }) => setHelp({ ...help, [language]: currentTarget.value || null })}
            />
            <p id={`${id}-${language}-hint`} className={fault ? styles.bad : styles.hint}>
              {fault ?? words.textHint}
            </p>
            <p className={styles.hint}>{words.preview}</p>
            <Said words={help[language]} usual={usual[language]} language={language} />
          </div>
        );
      })}
      {!fields && <ErrorNote error={save.error} />}
      <div className={styles.acts}>
        <Button type="submit" look="primary" isBusy={save.isPending}>
          {words.save}
        </Button>
        <Button onClick={() => leave(false)}>{words.cancel}</Button>
      </div>
    </form>
  );
}
