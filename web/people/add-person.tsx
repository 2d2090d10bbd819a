import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, ask, type Person, Refused } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { usePeopleWords } from './words.ts';

/** Asks for a name and a number. Where somebody has the number already, that person is offered instead. */
export function AddPerson({ close, done }: { close: () => void; done: (person: Person) => void }) {
  const people = usePeopleWords();
  const client = useQueryClient();
  return (
    <Dialog title={people.add} close={close}>
      <Form
        send={(values) => {
          const body = { name: values.name ?? '', phones: [values['phones.0'] ?? ''] };
          return ask(api.POST('/api/v1/people', { body }));
        }}
        done={(person) => {
          for (const key of ['people', 'conversations', 'counts', 'me']) {
            void client.invalidateQueries({ queryKey: [key] });
          }
          done(person);
        }}
      >
        {({ failure, isBusy }) => (
          <>
            <p>{people.addLead}</p>
            <Field name="name" label={people.name} required autoComplete="off" maxLength={200} />
            <Field
              name="phones.0"
              label={people.phone}
              hint={people.phoneHint}
              type="tel"
              required
              autoComplete="off"
              maxLength={40}
            />
            <Failure error={failure} />
            <Button type="submit" look="primary" isBusy={isBusy}>
              {people.act}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  );
}

function Failure({ error }: { error: unknown }) {
  const people = usePeopleWords();
  const existing = error instanceof Refused ? error.problem.existing : undefined;
  if (!existing) return <ErrorNote error={error} />;
  return (
    <ErrorNote sentence={people.existing(existing.name)}>
      {' '}
      <Link to="/inbox/$view/$conversationId" params={{ view: 'all', conversationId: existing.conversationId }}>
        {people.openExisting(existing.name)}
      </Link>
    </ErrorNote>
  );
}
