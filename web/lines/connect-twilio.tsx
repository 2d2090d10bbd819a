import { useQueryClient } from '@tanstack/react-query';
import { api, ask, type Line, Refused } from '../api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import styles from './lines.module.css';
import { useLineWords } from './words.ts';

/** Takes the keys of a Twilio account. The server asks Twilio whether they are right before it keeps them. */
export function ConnectTwilio({ done }: { done: (line: Line) => void }) {
  const words = useLineWords();
  const client = useQueryClient();
  return (
    <section className={styles.connect}>
      <h2 className={styles.title}>{words.connect}</h2>
      <p className={styles.lead}>{words.connectLead}</p>
      <Form
        className={styles.form}
        send={connect}
        done={async (line) => {
          await client.invalidateQueries();
          done(line);
        }}
      >
        {({ failure, isBusy }) => (
          <>
            <Field name="label" label={words.label} defaultValue={words.labelValue} required maxLength={100} />
            <Field name="settings.accountSid" label={words.accountSid} required autoComplete="off" spellCheck={false} />
            <Field
              name="settings.authToken"
              label={words.authToken}
              type="password"
              required
              autoComplete="off"
              spellCheck={false}
            />
            <Field name="number" label={words.number} hint={words.numberHint} type="tel" autoComplete="off" />
            <Field name="settings.messagingServiceSid" label={words.service} autoComplete="off" spellCheck={false} />
            <Failure error={failure} />
            <Button type="submit" look="primary" isBusy={isBusy}>
              {words.act}
            </Button>
          </>
        )}
      </Form>
    </section>
  );
}

function connect(values: Record<string, string>) {
  const settings = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith('settings.') && value.trim() ? [[name.slice('settings.'.length), value.trim()]] : [],
    ),
  );
  const number = values.number?.trim() || undefined;
  return ask(api.POST('/api/v1/lines', { body: { provider: 'twilio', label: values.label ?? '', number, settings } }));
}

/** Wrong keys, and a network that does not reach Twilio, are different troubles with different ways out. */
function Failure({ error }: { error: unknown }) {
  const words = useLineWords();
  const code = error instanceof Refused ? error.problem.code : '';
  if (code === 'provider_credentials') return <ErrorNote error={error} title={words.credentialsTitle} />;
  if (code === 'provider_unreachable') return <ErrorNote error={error} title={words.networkTitle} />;
  return <ErrorNote error={error} />;
}
