import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ask, Refused } from '../api.ts';
import { meQuery } from '../queries.ts';
import { Button } from '../ui/button.tsx';
import { Desk } from '../ui/desk.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { countries, likelyCountry } from '../words/countries.ts';
import { useLanguage } from '../words/words.ts';
import { useSetUpWords } from './words.ts';

/** The first page of a new Hearback: makes the team and its owner, then closes for ever. */
export function SetUp() {
  const start = useSetUpWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const language = useLanguage();
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const timeZones = new Set([timeZone, ...Intl.supportedValuesOf('timeZone')]);
  return (
    <Desk title={start.title} lead={start.lead}>
      <Form
        send={({ teamName = '', name = '', email = '', password = '', timeZone = '', country = '' }) =>
          ask(api.POST('/api/v1/setup', { body: { teamName, name, email, password, timeZone, country } }))
        }
        done={(me) => {
          client.setQueryData(meQuery.queryKey, me);
          void navigate({ to: '/inbox/$view', params: { view: 'waiting' }, replace: true });
        }}
      >
        {({ failure, isBusy }) => (
          <>
            <Field name="teamName" label={start.team} required autoComplete="organization" autoFocus maxLength={100} />
            <Field name="name" label={start.name} required autoComplete="name" maxLength={100} />
            <Field name="email" label={start.email} type="email" required autoComplete="username" />
            <Field
              name="password"
              label={start.password}
              hint={start.passwordHint}
              type="password"
              required
              minLength={8}
              autoComplete="new-password"
            />
            <Choice name="timeZone" label={start.timeZone} defaultValue={timeZone}>
              {[...timeZones].map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </Choice>
            <Choice
              name="country"
              label={start.country}
              hint={start.countryHint}
              defaultValue={likelyCountry(timeZone)}
            >
              {countries(language).map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Choice>
            <ErrorNote error={failure}>
              {failure instanceof Refused && failure.problem.code === 'already_set_up' && (
                <>
                  {' '}
                  <a href="/sign-in">{start.signIn}</a>
                </>
              )}
            </ErrorNote>
            <Button type="submit" look="big" isBusy={isBusy}>
              {start.act}
            </Button>
          </>
        )}
      </Form>
    </Desk>
  );
}
