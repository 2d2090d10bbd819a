import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, ask, type Invitation } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { Copy } from '../ui/copy.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { moment } from '../words/formats.ts';
import { linkOf } from './link.ts';
import { type Role, rolesToGive } from './roles.ts';
import styles from './team.module.css';
import { useTeamWords } from './words.ts';

/** Makes an invitation, and shows its link: the only time that it can be seen. */
export function Invite({ own, close }: { own: Role; close: () => void }) {
  const words = useTeamWords();
  const [made, setMade] = useState<Invitation>();
  return (
    <Dialog title={words.invite} close={close}>
      {made?.url ? <Made url={made.url} until={made.expiresAt} close={close} /> : <Ask own={own} done={setMade} />}
    </Dialog>
  );
}

function Ask({ own, done }: { own: Role; done: (made: Invitation) => void }) {
  const words = useTeamWords();
  const client = useQueryClient();
  const roles = rolesToGive(own).toReversed();
  return (
    <Form
      send={({ role = 'member', email = '' }) =>
        ask(api.POST('/api/v1/invitations', { body: { role: role as Role, email } }))
      }
      done={(made) => {
        for (const key of ['invitations', 'acts']) void client.invalidateQueries({ queryKey: [key] });
        done(made);
      }}
    >
      {({ failure, isBusy }) => (
        <>
          <p>{words.inviteLead}</p>
          <fieldset className={styles.choice}>
            <legend>{words.whatTheyMay}</legend>
            {roles.map((role) => (
              <label key={role}>
                <input type="radio" name="role" value={role} defaultChecked={role === 'member'} />
                <span>
                  <strong>{words.roles[role]}</strong>
                  <span className={styles.rights}>{words.rights[role]}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <Field
            name="email"
            label={words.email}
            hint={words.emailHint}
            type="email"
            autoComplete="off"
            maxLength={254}
          />
          <ErrorNote error={failure} />
          <Button type="submit" look="primary" isBusy={isBusy}>
            {words.makeLink}
          </Button>
        </>
      )}
    </Form>
  );
}

function Made({ url, until, close }: { url: string; until: string; close: () => void }) {
  const words = useTeamWords();
  const link = linkOf(url);
  const shown = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone.
  useEffect(() => shown.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={shown} className={styles.made}>
      <Copy label={words.link} text={link.url} />
      <p role="status">{words.linkLead(moment(until))}</p>
      {link.isLocal && <p className={styles.warning}>{words.linkIsLocal}</p>}
      <Button onClick={close}>{words.done}</Button>
    </div>
  );
}
