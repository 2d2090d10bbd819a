import type { Answering, AnswerValue } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import styles from './board.module.css';
import { useBoardWords } from './words.ts';

interface Given {
  title: string;
  answering: Answering;
  value: AnswerValue | undefined;
  close: () => void;
  done: (value: AnswerValue) => void;
}

/** An answer that is typed, or several that are ticked. */
export function AnswerDialog({ title, answering, value, close, done }: Given) {
  const { byHand: words } = useBoardWords();
  const known = value && (value.kind === 'number' ? String(value.number) : 'time' in value ? value.time : '');
  const ids = value?.kind === 'choice' ? value.ids : [];
  return (
    <Dialog title={title} close={close}>
      <Form
        className={styles.form}
        send={async (values) => read(answering, values)}
        done={(read) => read && done(read)}
      >
        {({ failure }) => (
          <>
            {'choices' in answering ? (
              <fieldset className={styles.ticks}>
                <legend>{words.several}</legend>
                {answering.choices.map(({ id, label }) => (
                  <label key={id}>
                    <input type="checkbox" name={`choice ${id}`} defaultChecked={ids.includes(id)} /> {label}
                  </label>
                ))}
              </fieldset>
            ) : (
              <Field name="answer" label={words.answer} defaultValue={known} required {...inputOf(answering)} />
            )}
            <ErrorNote error={failure} />
            <Button type="submit" look="primary">
              {words.set}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  );
}

function inputOf(answering: Answering) {
  switch (answering.kind) {
    case 'number':
      return { type: 'number', step: answering.isWhole ? 1 : 'any' };
    case 'scale':
      return { type: 'number', step: 1, min: answering.min, max: answering.max };
    case 'time':
    case 'date':
      return { type: answering.kind };
    default:
      return { type: 'text', maxLength: 1600 };
  }
}

function read(answering: Answering, values: Record<string, string>): AnswerValue | null {
  const { answer = '' } = values;
  switch (answering.kind) {
    case 'choices': {
      const ids = answering.choices.map(({ id }) => id).filter((id) => values[`choice ${id}`] === 'on');
      return ids.length > 0 ? { kind: 'choice', ids } : null;
    }
    case 'number':
    case 'scale':
      return answer === '' ? null : { kind: 'number', number: Number(answer) };
    case 'time':
      return { kind: 'time', time: answer };
    case 'date':
      return { kind: 'date', date: answer };
    default:
      return { kind: 'text', text: answer };
  }
}
