import { type FormEvent, useState } from 'react';
import type { Answering, AnswerValue } from '../../../api.ts';
import { Button } from '../../../ui/button.tsx';
import { useAnswerWords } from '../../../words/answers.ts';
import styles from './counted.module.css';
import { useCountedWords } from './words.ts';

interface Given {
  answering: Answering;
  /** The words that came: for whoever wants them as they are. */
  text: string;
  choose: (value: AnswerValue) => void;
}

/** What a text may mean, for the kind of answer that was wanted: one press where there are few, else a field. */
export function Values({ answering, text, choose }: Given) {
  const words = useCountedWords();
  const answers = useAnswerWords();
  const { kind } = answering;
  if (kind === 'choices') return <Several answering={answering} choose={choose} />;
  if (kind === 'yes_no' || kind === 'choice' || kind === 'photo') {
    const values: AnswerValue[] =
      kind === 'photo'
        ? [{ kind: 'photo' }]
        : (kind === 'yes_no' ? ['yes', 'no'] : answering.choices.map(({ id }) => id)).map((id) => ({
            kind: 'choice',
            ids: [id],
          }));
    return (
      <fieldset className={styles.values}>
        <legend>{words.value}</legend>
        {values.map((value) => (
          <Button key={JSON.stringify(value)} onClick={() => choose(value)}>
            {answers.value(value, answering)}
          </Button>
        ))}
      </fieldset>
    );
  }
  return <Typed kind={kind} text={text} choose={choose} />;
}

function Several({
  answering,
  choose,
}: Pick<Given, 'choose'> & { answering: Extract<Answering, { choices: unknown }> }) {
  const words = useCountedWords();
  const [ids, setIds] = useState<string[]>([]);
  return (
    <fieldset className={styles.values}>
      <legend>{words.value}</legend>
      {answering.choices.map(({ id, label }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={ids.includes(id)}
            onChange={({ currentTarget }) =>
              setIds(currentTarget.checked ? [...ids, id] : ids.filter((each) => each !== id))
            }
          />
          <bdi>{label}</bdi>
        </label>
      ))}
      <Button look="primary" onClick={() => ids.length > 0 && choose({ kind: 'choice', ids })}>
        {words.save}
      </Button>
    </fieldset>
  );
}

type TypedKind = 'number' | 'scale' | 'time' | 'date' | 'text';

const inputs: Record<TypedKind, string> = {
  number: 'number',
  scale: 'number',
  time: 'time',
  date: 'date',
  text: 'text',
};

function Typed({ kind, text, choose }: { kind: TypedKind; text: string; choose: (value: AnswerValue) => void }) {
  const words = useCountedWords();
  const [typed, setTyped] = useState(kind === 'text' ? text : '');

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!typed.trim()) return;
    if (kind === 'time') choose({ kind, time: typed });
    else if (kind === 'date') choose({ kind, date: typed });
    else if (kind === 'text') choose({ kind, text: typed });
    else choose({ kind: 'number', number: Number(typed) });
  }

  return (
    <form className={styles.values} onSubmit={submit}>
      <label>
        {words.value}
        <input
          type={inputs[kind]}
          step={kind === 'number' ? 'any' : undefined}
          required
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <Button type="submit" look="primary">
        {words.save}
      </Button>
    </form>
  );
}
