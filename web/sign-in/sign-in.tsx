import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { Desk } from '../ui/desk.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Deactivated, signIn, TooManyTries, WrongSignIn } from './session.ts';
import { useSignInWords } from './words.ts';

/** Signs a member in and leads to where they were. */
export function SignIn() {
  const words = useSignInWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/sign-in' });
  return (
    <Desk title={words.title}>
      <Form
        send={({ email = '', password = '' }) => signIn(email, password)}
        done={() => {
          client.clear();
          void navigate({ href: next !== undefined && isOurs(next) ? next : '/inbox/waiting', replace: true });
        }}
      >
        {({ failure, isBusy }) => (
          <>
            <Field name="email" label={words.email} type="email" required autoComplete="username" autoFocus />
            <Field name="password" label={words.password} type="password" required autoComplete="current-password" />
            {failure instanceof WrongSignIn ? (
              <ErrorNote sentence={words.wrong} />
            ) : failure instanceof Deactivated ? (
              <ErrorNote sentence={words.deactivated} />
            ) : failure instanceof TooManyTries ? (
              <ErrorNote sentence={words.throttled(failure.seconds)} />
            ) : (
              <ErrorNote error={failure} />
            )}
            <Button type="submit" look="big" isBusy={isBusy}>
              {words.act}
            </Button>
          </>
        )}
      </Form>
    </Desk>
  );
}

/** A place in this page: what a browser would take for one of another host, such as //, is none. */
function isOurs(next: string): boolean {
  if (!/^\/(?!sign-in)/.test(next) || !URL.canParse(next, location.origin)) return false;
  return new URL(next, location.origin).origin === location.origin;
}
