import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type AnswerValue, api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { fullTime, longDate, moment } from '../../words/formats.ts';
import { sayAnswer } from '../../words/say-answer.ts';
import { AnswerDialog } from '../board/answer-dialog.tsx';
import { offersOf } from '../reading/offers.ts';
import { useAnswerWords } from '../reading/words.ts';
import type { Decided, OfferedAsk, UnclearReply } from './queries.ts';
import { Teach } from './teach.tsx';
import styles from './unclear.module.css';
import { useUnclearWords } from './words.ts';

interface Given {
  reply: UnclearReply;
  decided: Decided | undefined;
  decide: (decided: Decided) => void;
  putBack: () => void;
}

/** One text with what it may mean: the answers of each question that it may belong to. */
export function Reply({ reply, decided, decide, putBack }: Given) {
  const words = useUnclearWords();
  const client = useQueryClient();
  const [typing, type] = useState<OfferedAsk>();
  const { messageId, conversationId, person, offered } = reply;
  const move = useMutation({
    mutationFn: ({ ask: to, value }: Pick<Decided, 'ask' | 'value'>) =>
      ask(
        api.PUT('/api/v1/messages/{id}/match', {
          params: { path: { id: messageId } },
          body: { askId: to?.askId ?? null, ...(to && { step: to.stepAt }), ...(value && { value }) },
        }),
      ),
    onSuccess: (_, one) => {
      decide({ reply, ...one });
      return client.invalidateQueries({ queryKey: ['round'] });
    },
  });
  return (
    <li className={styles.reply} data-reply={reply.id}>
      <p className={styles.who}>
        <Link to="/inbox/$view/$conversationId" params={{ view: 'all', conversationId }} hash={messageId}>
          <bdi>{person.name}</bdi>
        </Link>
        <time dateTime={reply.cameAt} title={fullTime(reply.cameAt)}>
          {moment(reply.cameAt)}
        </time>
      </p>
      <p className={styles.bubble}>
        <bdi>{reply.words}</bdi>
      </p>
      {decided ? (
        <Settled decided={decided} putBack={putBack} />
      ) : (
        <div className={styles.offers}>
          {offered.map((each) => (
            <Offers
              key={each.askId}
              offered={each}
              isBusy={move.isPending}
              choose={(value) => move.mutate({ ask: each, value })}
              type={() => type(each)}
            />
          ))}
          <Button look="quiet" isBusy={move.isPending} onClick={() => move.mutate({ ask: null, value: null })}>
            {words.noAnswer}
          </Button>
        </div>
      )}
      <ErrorNote error={move.error} />
      {typing && (
        <AnswerDialog
          title={words.meaning(person.name)}
          answering={typing.step.answering}
          value={undefined}
          close={() => type(undefined)}
          done={(value) => {
            type(undefined);
            move.mutate({ ask: typing, value });
          }}
        />
      )}
    </li>
  );
}

interface Offered {
  offered: OfferedAsk;
  isBusy: boolean;
  choose: (value: AnswerValue) => void;
  type: () => void;
}

function Offers({ offered, isBusy, choose, type }: Offered) {
  const words = useUnclearWords();
  const answerWords = useAnswerWords();
  const { answering, words: asked } = offered.step;
  const values = offersOf(answering);
  return (
    <fieldset className={styles.offer}>
      <legend>
        <b>{offered.name}</b>, {longDate(`${offered.date}T12:00`)}: <bdi>{asked}</bdi>
      </legend>
      {values.map((value) => (
        <Button key={JSON.stringify(value)} isBusy={isBusy} onClick={() => choose(value)}>
          {sayAnswer(value, answering, answerWords)}
        </Button>
      ))}
      {values.length === 0 && (
        <Button isBusy={isBusy} onClick={type}>
          {words.type}
        </Button>
      )}
    </fieldset>
  );
}

function Settled({ decided, putBack }: { decided: Decided; putBack: () => void }) {
  const words = useUnclearWords();
  const answerWords = useAnswerWords();
  const { ask: to, value } = decided;
  return (
    <div className={styles.settled}>
      <p role="status">
        {to && value ? words.countedAs(sayAnswer(value, to.step.answering, answerWords)) : words.isChat}
      </p>
      {to && value && <Teach reply={decided.reply} offered={to} value={value} />}
      <Button look="quiet" onClick={putBack}>
        {words.change}
      </Button>
    </div>
  );
}
