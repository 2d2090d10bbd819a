import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type AnswerValue, api, ask, type Message } from '../../../api.ts';
import { patchMessage } from '../../../patch.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { didAct } from '../../../ui/undo.ts';
import { dayOfYear } from '../../../words/formats.ts';
import { useReadingWords } from '../../../words/readings.ts';
import { useAsks } from './asks.ts';
import styles from './counted.module.css';
import { roundQuery, stepOf } from './round.ts';
import { Values } from './values.tsx';
import { useCountedWords } from './words.ts';

interface Moved {
  askId: string | null;
  step?: number;
  value?: AnswerValue;
}

/** Says by hand to which question a text belongs, and what it means; or that it is no answer. Can be taken back. */
export function Change({ message, close }: { message: Message; close: () => void }) {
  const words = useCountedWords();
  const why = useReadingWords();
  const client = useQueryClient();
  const asks = useAsks(message);
  const { match } = message;
  const [askId, setAskId] = useState(asks[0]?.askId);
  const [chosenStep, setStep] = useState<number>();
  const chosen = asks.find((each) => each.askId === askId);
  const round = useQuery({ ...roundQuery(chosen?.roundId ?? ''), enabled: chosen !== undefined });
  const steps = round.data?.round.content.steps ?? [];
  const value = match?.value as AnswerValue | null | undefined;
  const step = steps[chosenStep ?? -1] ? (chosenStep ?? 0) : Math.max(0, value ? stepOf(steps, value) : 0);
  const asked = steps[step];

  async function put(body: Moved): Promise<void> {
    const params = { path: { id: message.id } };
    patchMessage(client, await ask(api.PUT('/api/v1/messages/{id}/match', { params, body })), false);
  }

  const move = useMutation({
    mutationFn: async (body: Moved): Promise<Moved> => {
      // Kept before it is changed: the new text is drawn, and what was is gone, before this answers.
      const before: Moved =
        match?.ask && value
          ? { askId: match.ask.askId, value, step: Math.max(0, stepOf(steps, value)) }
          : { askId: null };
      await put(body);
      return before;
    },
    onSuccess: (before) => {
      didAct(words.changed, () => put(before));
      close();
    },
  });

  return (
    <div className={styles.panel}>
      {match?.reading !== null && match?.reading !== undefined && <p className={styles.why}>{why(match.reading)}</p>}
      {asks.length === 0 && <p>{words.none}</p>}
      {asks.length > 0 && (
        <label>
          {words.which}
          <select
            value={askId}
            onChange={(event) => {
              setAskId(event.currentTarget.value);
              setStep(undefined);
            }}
          >
            {asks.map(({ askId: id, name, date }) => (
              <option key={id} value={id}>
                {`${name} · ${dayOfYear(`${date}T12:00`)}`}
              </option>
            ))}
          </select>
        </label>
      )}
      {steps.length > 1 && (
        <label>
          {words.step}
          <select value={step} onChange={(event) => setStep(event.currentTarget.selectedIndex)}>
            {steps.map((each, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the first, the second
              <option key={at} value={at}>
                {each.words}
              </option>
            ))}
          </select>
        </label>
      )}
      {chosen && !asked && !round.error && <Blocks />}
      {asked && chosen && (
        <Values
          key={`${chosen.askId} ${step}`}
          answering={asked.answering}
          text={message.body}
          choose={(value) => move.mutate({ askId: chosen.askId, step, value })}
        />
      )}
      <ErrorNote error={move.error ?? round.error} />
      <div className={styles.acts}>
        <Button look="text" onClick={() => move.mutate({ askId: null })}>
          {words.detach}
        </Button>
        {chosen && (
          <Link
            to="/questions/$questionId/rounds/$roundId"
            params={{ questionId: chosen.questionId, roundId: chosen.roundId }}
            onClick={close}
          >
            {words.board}
          </Link>
        )}
      </div>
    </div>
  );
}
