import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ask, type Conversation } from '../../api.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import styles from './opt-out.module.css';
import { useOptOutWords } from './words.ts';

/** Where somebody's record of consent is, and the way to opt them out when they said so in another way than by text. */
export function ByHand({ person }: { person: Conversation['person'] }) {
  const words = useOptOutWords();
  const [isOpen, setOpen] = useState(false);
  const [address] = person.phones;
  return (
    <>
      <p className={styles.ways}>
        {address && (
          <Link to="/people/opt-outs/$address" params={{ address }} className={buttonClass('text')}>
            {words.record}
          </Link>
        )}
        {!person.optedOutAt && (
          <Button look="text" aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {words.start}
          </Button>
        )}
      </p>
      {isOpen && <OptOut person={person} close={() => setOpen(false)} />}
    </>
  );
}

function OptOut({ person, close }: { person: Conversation['person']; close: () => void }) {
  const words = useOptOutWords();
  const client = useQueryClient();
  return (
    <Dialog title={words.title(person.name)} close={close}>
      <Form
        send={({ words: reason = '' }) =>
          ask(api.PUT('/api/v1/people/{id}/opt-out', { params: { path: { id: person.id } }, body: { words: reason } }))
        }
        done={() => {
          void client.invalidateQueries({ queryKey: ['conversation'] });
          close();
        }}
      >
        {({ failure, isBusy }) => (
          <>
            <p>{words.lead}</p>
            <Field
              name="words"
              label={words.reason}
              hint={words.reasonHint}
              required
              maxLength={500}
              autoComplete="off"
            />
            <ErrorNote error={failure} />
            <Button type="submit" look="primary" isBusy={isBusy}>
              {words.optOut}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  );
}
