import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, ask } from '../api.ts';
import { deliveryQuery, membersQuery, meQuery } from '../queries.ts';
import { Blocks } from '../ui/blocks.tsx';
import { Board } from '../ui/board.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { anyOf } from '../words/formats.ts';
import { Countries } from './countries.tsx';
import styles from './limits.module.css';
import { Money } from './money.tsx';
import { type Limits, limitsQuery } from './queries.ts';
import { useLimitsWords } from './words.ts';

/** What the team lets itself send: its money, hours, how much to one person, and which countries. */
export function LimitsPage() {
  const words = useLimitsWords();
  const { data, error } = useQuery(limitsQuery);
  return (
    <Board title={words.title}>
      <p className={styles.lead}>{words.lead}</p>
      <ErrorNote error={error} />
      {data ? <LimitsForm limits={data} /> : !error && <Blocks />}
    </Board>
  );
}

function LimitsForm({ limits }: { limits: Limits }) {
  const words = useLimitsWords();
  const client = useQueryClient();
  const { role } = useSuspenseQuery(meQuery).data;
  const mayChange = role !== 'member';
  const [countries, setCountries] = useState(limits.countries);
  const [isSaved, setSaved] = useState(false);

  function send(values: Record<string, string>): Promise<Limits> {
    setSaved(false);
    const body = {
      hours: { opens: values['hours.opens'] ?? '', closes: values['hours.closes'] ?? '' },
      keepsHours: values.keepsHours === 'on',
      questionsKeepHours: values.questionsKeepHours === 'on',
      weekly: values.weekly ? Number(values.weekly) : null,
      cap: values['cap.amount']
        ? { amount: Number(values['cap.amount']), currency: (values['cap.currency'] ?? '').toUpperCase() }
        : null,
      countries,
      newAbroad: values.newAbroad ? Number(values.newAbroad) : null,
    };
    return ask(api.PUT('/api/v1/limits', { body }));
  }

  function done(saved: Limits): void {
    client.setQueryData(limitsQuery.queryKey, saved);
    void client.invalidateQueries({ queryKey: deliveryQuery.queryKey });
    setSaved(true);
  }

  return (
    <Form send={send} done={done}>
      {({ failure, isBusy }) => (
        <>
          {!mayChange && <MayNot />}
          <fieldset className={styles.all} disabled={!mayChange}>
            <Money limits={limits} />
            <Hours limits={limits} />
            <section className={styles.part} aria-labelledby="limit-week">
              <h2 id="limit-week">{words.week}</h2>
              <Most of="weekly" limits={limits} max={1000} />
            </section>
            <Countries all={limits.allCountries} chosen={countries} change={setCountries}>
              <Most of="newAbroad" limits={limits} max={100_000} />
            </Countries>
          </fieldset>
          <ErrorNote error={failure} />
          {mayChange && (
            <div className={styles.foot}>
              <Button type="submit" look="primary" isBusy={isBusy}>
                {words.save}
              </Button>
              <p role="status">{isSaved && words.saved}</p>
            </div>
          )}
        </>
      )}
    </Form>
  );
}

/** A number that may be left empty: then there is no limit. */
function Most({ of, limits, max }: { of: 'weekly' | 'newAbroad'; limits: Limits; max: number }) {
  const words = useLimitsWords();
  return (
    <div className={styles.short}>
      <Field
        name={of}
        label={words[of]}
        hint={words[`${of}Hint`]}
        type="number"
        min={1}
        max={max}
        defaultValue={limits[of] ?? ''}
      />
    </div>
  );
}

function MayNot() {
  const words = useLimitsWords();
  const members = useQuery(membersQuery).data ?? [];
  const managers = members.filter((member) => !member.deactivatedAt && member.role !== 'member');
  return (
    managers.length > 0 && <p className={styles.lead}>{words.mayNotChange(anyOf(managers.map(({ name }) => name)))}</p>
  );
}

function Hours({ limits }: { limits: Limits }) {
  const words = useLimitsWords();
  return (
    <section className={styles.part} aria-labelledby="limit-hours">
      <h2 id="limit-hours">{words.hours}</h2>
      <p className={styles.hint}>{words.hoursLead}</p>
      <div className={styles.pair}>
        <Field name="hours.opens" label={words.opens} type="time" required defaultValue={limits.hours.opens} />
        <Field name="hours.closes" label={words.closes} type="time" required defaultValue={limits.hours.closes} />
      </div>
      <label className={styles.check}>
        <input type="checkbox" name="keepsHours" defaultChecked={limits.keepsHours} />
        {words.keepsHours}
      </label>
      <div>
        <label className={styles.check}>
          <input
            type="checkbox"
            name="questionsKeepHours"
            defaultChecked={limits.questionsKeepHours}
            aria-describedby="limit-questions"
          />
          {words.questionsKeepHours}
        </label>
        <p id="limit-questions" className={styles.hint}>
          {words.questionsHint}
        </p>
      </div>
      <p className={styles.hint}>{words.replies}</p>
    </section>
  );
}
