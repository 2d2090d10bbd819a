import { useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useOptOutWords } from './words.ts';

/** Ends what a colleague did by mistake. */
export function EndOptOut({ person, close }: { person: { id: string; name: string }; close: () => void }) {
  const words = useOptOutWords();
  const client = useQueryClient();
  return (
    <Dialog title={words.endOf(person.name)} close={close}>
      <Form
        send={({ words: reason = '' }) =>
          ask(
            api.DELETE('/api/v1/people/{id}/opt-out', {
              params: { path: { id: person.id } },
              body: { words: reason },
            }),
          )
        }
        done={() => {
          void client.invalidateQueries({ queryKey: ['people'] });
          close();
        }}
      >
        {({ failure, isBusy }) => (
          <>
            <p>{words.endLead(person.name)}</p>
            <Field name="words" label={words.reason} required maxLength={500} autoComplete="off" />
            <ErrorNote error={failure} />
            <Button type="submit" look="primary" isBusy={isBusy}>
              {words.endAct}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  );
}
