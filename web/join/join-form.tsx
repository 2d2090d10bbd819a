import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ask, Refused } from '../api.ts';
import { meQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { useJoinWords } from './words.ts';

/** Asks for a name and how they will sign in, and leads into the inbox. */
export function JoinForm({ token, email }: { token: string; email: string | null }) {
  const words = useJoinWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <Form
      send={async ({ name = '', email = '', password = '' }) => {
        const call = api.POST('/api/v1/join', { body: { token, name, email, password } });
        try {
          return await ask(call);
        } catch (error) {
          if (!(error instanceof Refused) || error.problem.code !== 'email_taken') throw error;
          throw new Refused({ ...error.problem, fields: { email: words.emailTaken } });
        }
      }}
      done={(me) => {
        client.clear();
        client.setQueryData(meQuery.queryKey, me);
        void navigate({ to: '/inbox/$view', params: { view: 'waiting' }, replace: true });
      }}
    >
      {({ failure, isBusy }) => (
        <>
          <Field name="name" label={words.name} required autoComplete="name" autoFocus maxLength={100} />
          <Field
            name="email"
            label={words.email}
            hint={email ? words.emailFixed : words.emailHint}
            type="email"
            required
            defaultValue={email ?? ''}
            readOnly={email !== null}
            autoComplete="username"
          />
          <Field
            name="password"
            label={words.password}
            hint={words.passwordHint}
            type="password"
            required
            minLength={8}
            autoComplete="new-password"
          />
          <Failure error={failure} />
          <Button type="submit" look="big" isBusy={isBusy}>
            {words.act}
          </Button>
        </>
      )}
    </Form>
  );
}

function Failure({ error }: { error: unknown }) {
  const words = useJoinWords();
  const code = error instanceof Refused ? error.problem.code : '';
  const said = words.wrong[code];
  return said ? <ErrorNote sentence={said} /> : <ErrorNote error={error} />;
}
