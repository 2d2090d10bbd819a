import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnswerValue, api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { sayAnswer } from '../../words/say-answer.ts';
import { useAnswerWords } from '../reading/words.ts';
import type { OfferedAsk, UnclearReply } from './queries.ts';
import styles from './unclear.module.css';
import { useUnclearWords } from './words.ts';

interface Given {
  reply: UnclearReply;
  offered: OfferedAsk;
  value: AnswerValue;
}

/** Teaches a question what a phrase means. What else would be understood in another way is shown before. */
export function Teach({ reply, offered, value }: Given) {
  const words = useUnclearWords();
  const answerWords = useAnswerWords();
  const client = useQueryClient();
  const [isOpen, open] = useState(false);
  const [phrase, write] = useState(reply.words.trim().slice(0, 200));
  const said = sayAnswer(value, offered.step.answering, answerWords);
  const call = { params: { path: { id: offered.questionId } }, body: { step: offered.stepAt, phrase, value } };
  const trial = useMutation({ mutationFn: () => ask(api.POST('/api/v1/questions/{id}/lesson-trials', call)) });
  const teach = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/questions/{id}/lessons', call)),
    onSuccess: () => {
      open(false);
      return Promise.all([
        client.invalidateQueries({ queryKey: ['questions'] }),
        client.invalidateQueries({ queryKey: ['round'] }),
      ]);
    },
  });
  const others = trial.data?.items.filter(({ messageId }) => messageId !== reply.messageId);
  if (teach.isSuccess) return <p className={styles.taught}>{words.taught(phrase, said)}</p>;
  return (
    <>
      <Button
        onClick={() => {
          open(true);
          trial.mutate();
        }}
      >
        {words.teach}
      </Button>
      {isOpen && (
        <Dialog title={words.teachTitle(offered.name)} close={() => open(false)}>
          <label className={styles.phrase}>
            {words.phrase(said)}
            <input
              value={phrase}
              maxLength={200}
              onChange={({ target }) => {
                write(target.value);
                trial.reset();
              }}
            />
          </label>
          <ErrorNote error={trial.error ?? teach.error} />
          {others && <p role="status">{words.others(others.length)}</p>}
          <ul className={styles.changes}>
            {others?.map(({ messageId, person, words: wrote, before, after }) => (
              <li key={messageId}>
                <b>
                  <bdi>{person.name}</bdi>
                </b>{' '}
                <q>{wrote}</q>{' '}
                {words.turns(
                  before ? sayAnswer(before, offered.step.answering, answerWords) : answerWords.unclear,
                  sayAnswer(after, offered.step.answering, answerWords),
                )}
              </li>
            ))}
          </ul>
          <div className={styles.acts}>
            {others ? (
              <Button look="primary" isBusy={teach.isPending} onClick={() => teach.mutate()}>
                {words.teachIt}
              </Button>
            ) : (
              <Button isBusy={trial.isPending} onClick={() => trial.mutate()}>
                {words.look}
              </Button>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}
