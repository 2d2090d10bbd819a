import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useOptOutWords } from './words.ts';

const ways = ['paper', 'form', 'spoken'] as const;

/** Records that whoever has a number has agreed to be texted. */
export function AddConsent({ address, close }: { address: string; close: () => void }) {
  const { consent } = useOptOutWords();
  const client = useQueryClient();
  const { data: found, error } = useQuery({
    queryKey: ['people', 'of-number', address],
    queryFn: async ({ signal }) => {
      const query = { search: address, limit: '10' };
      const { items } = await ask(api.GET('/api/v1/people', { params: { query }, signal }));
      return items.find(({ phones }) => phones.includes(address)) ?? null;
    },
  });
  const today = new Intl.DateTimeFormat('sv').format(new Date());
  return (
    <Dialog title={consent.title(found?.name ?? address)} close={close}>
      <Form
        send={(values) =>
          ask(
            api.POST('/api/v1/people/{id}/consents', {
              params: { path: { id: found?.id ?? '' } },
              body: {
                how: ways.find((way) => way === values.how) ?? 'paper',
                givenAt: startOf(values.givenAt ?? today),
                wording: values.wording ?? '',
                evidence: values.evidence ?? '',
              },
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
            <p>{consent.lead}</p>
            <Choice name="how" label={consent.how}>
              {ways.map((way) => (
                <option key={way} value={way}>
                  {consent.hows[way]}
                </option>
              ))}
            </Choice>
            <Field
              name="givenAt"
              type="date"
              label={consent.givenAt}
              required
              max={today}
              defaultValue={today}
              autoComplete="off"
            />
            <Field
              name="wording"
              label={consent.wording}
              hint={consent.wordingHint}
              required
              maxLength={500}
              autoComplete="off"
            />
            <Field name="evidence" label={consent.evidence} maxLength={500} autoComplete="off" />
            <ErrorNote error={failure ?? error} />
            <Button type="submit" look="primary" isBusy={isBusy || !found}>
              {consent.act}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** Midnight of a day here. */
const startOf = (date: string) => new Date(`${date}T00:00`).toISOString();
