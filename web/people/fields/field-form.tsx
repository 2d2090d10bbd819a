import { useState } from 'react';
import { api, ask } from '../../api.ts';
import type { PersonField } from '../../person-fields.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useFieldsWords } from './words.ts';

/** The name and the kind of a field. */
export function FieldForm({ field, done }: { field: PersonField | null; done: (said: string) => void }) {
  const words = useFieldsWords();
  const [kind, setKind] = useState<PersonField['kind']>(field?.kind ?? 'text');
  async function send({ name = '', choices = '' }: Record<string, string>): Promise<string> {
    const listed = choices
      .split(',')
      .map((choice) => choice.trim())
      .filter(Boolean);
    const body = { name, kind, ...(kind === 'choice' && { choices: listed }) };
    if (field) await ask(api.PATCH('/api/v1/person-fields/{id}', { params: { path: { id: field.id } }, body }));
    else await ask(api.POST('/api/v1/person-fields', { body }));
    return words.saved(name);
  }
  return (
    <Form send={send} done={done}>
      {({ failure, isBusy }) => (
        <>
          <Field
            name="name"
            label={words.name}
            defaultValue={field?.name}
            required
            maxLength={100}
            autoComplete="off"
          />
          <Choice
            name="kind"
            label={words.kind}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as PersonField['kind'])}
            {...(field && kind !== field.kind && { hint: words.kindHint })}
          >
            {Object.entries(words.kinds).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
          {kind === 'choice' && (
            <Field
              name="choices"
              label={words.choices}
              hint={words.choicesHint}
              defaultValue={field?.choices.join(', ')}
              required
              autoComplete="off"
            />
          )}
          <ErrorNote error={failure} />
          <Button type="submit" look="primary" isBusy={isBusy}>
            {words.save}
          </Button>
        </>
      )}
    </Form>
  );
}
