import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { api, ask } from '../api.ts';
import { deliveryQuery, membersQuery, meQuery } from '../queries.ts';
import { begunBy, keepBegun } from '../ui/begun.ts';
import { BegunNote } from '../ui/begun-note.tsx';
import { Blocks } from '../ui/blocks.tsx';
import { Board } from '../ui/board.tsx';
import { Button } from '../ui/button.tsx';
import { ClashNote, goToClash } from '../ui/clash-note.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Form, fill, type Values, valuesOf } from '../ui/form.tsx';
import { changedSince, type Standing, useShared } from '../ui/use-shared.ts';
import { anyOf } from '../words/formats.ts';
import { Countries } from './countries.tsx';
import styles from './limits.module.css';
import { Money } from './money.tsx';
import { type Limits, limitsQuery } from './queries.ts';
import { useLimitsWords } from './words.ts';
import { bodyOf, said, type Written, writtenIn } from './written.ts';

/** What was written, and from where it goes on. */
interface Begun {
  written: Written;
  standing: Standing<Limits, Written>;
}

const ofLimits = 'limits';

/** What the team lets itself send: its money, hours, how much to one person, and which countries. */
export function LimitsPage() {
  const words = useLimitsWords();
  const { data, error, refetch } = useQuery(limitsQuery);
  return (
    <Board title={words.title}>
      <p className={styles.lead}>{words.lead}</p>
      <ErrorNote error={error} retry={refetch} />
      {data ? <LimitsForm limits={data} /> : !error && <Blocks />}
    </Board>
  );
}

function LimitsForm({ limits }: { limits: Limits }) {
  const words = useLimitsWords();
  const client = useQueryClient();
  const { id: memberId, role } = useSuspenseQuery(meQuery).data;
  const mayChange = role !== 'member';
  const fields = useRef<HTMLFieldSetElement>(null);
  const [left] = useState(() => {
    const begun = begunBy(memberId)[ofLimits] as Begun | undefined;
    const isNews = begun && (begun.standing.clash || said(begun.written) !== said(writtenIn(limits)));
    return mayChange && isNews ? begun : undefined;
  });
  const [isBack, setBack] = useState(left !== undefined);
  const [countries, setCountries] = useState(left?.written.countries ?? limits.countries);
  const [isSaved, setSaved] = useState(false);
  const written = () => ({ values: valuesOf(fields.current?.form), countries });
  // Before it is compared with what the server has, and before it is seen.
  useLayoutEffect(() => left && fill(fields.current?.form, left.written.values), [left]);
  const shared = useShared<Limits, Written>({
    found: limits,
    read: () => client.fetchQuery({ ...limitsQuery, staleTime: 0 }),
    written,
    writtenIn,
    isTouched,
    show,
    left: left?.standing,
  });
  const { clash } = shared;
  // Fields follow what they are given as long as nobody has typed in them: what is not shown as a whole is not given to any.
  const shown = { ...(shared.kept as Limits), spent: limits.spent };

  function isTouched(kept: Limits): boolean {
    return mayChange && said(written()) !== said(writtenIn(kept));
  }

  function show(next: Written): void {
    fill(fields.current?.form, next.values);
    setCountries(next.countries);
    setSaved(false);
  }

  /** Another tab may have begun something: only what was begun here ends here. */
  const isBegun = useRef(ofLimits in begunBy(memberId));
  function remember(): void {
    const standing = shared.now();
    const { kept, clash } = standing;
    const begun = clash || (kept && isTouched(kept)) ? { written: written(), standing } : null;
    if (begun || isBegun.current) keepBegun(memberId, ofLimits, begun);
    isBegun.current = begun !== null;
  }
  useEffect(remember);

  function throwAway(): void {
    setBack(false);
    shared.settle();
    // What a colleague has made of it since is shown next.
    show(writtenIn(shared.now().kept ?? limits));
  }

  function send(values: Values): Promise<Limits> {
    setSaved(false);
    const kept = shared.write({ values, countries }, (written, version) =>
      ask(api.PUT('/api/v1/limits', { body: { ...bodyOf(written), version } })),
    );
    kept.catch((error) => {
      remember();
      if (changedSince(error)) setTimeout(() => goToClash(fields.current?.form));
    });
    return kept;
  }

  function done(saved: Limits): void {
    shared.settle();
    client.setQueryData(limitsQuery.queryKey, saved);
    void client.invalidateQueries({ queryKey: deliveryQuery.queryKey });
    setBack(false);
    setSaved(true);
  }

  return (
    <Form send={send} done={done}>
      {({ failure, isBusy }) => (
        <>
          {!mayChange && <MayNot />}
          {isBack && (
            <div className={styles.back}>
              <BegunNote memberId={memberId} throwAway={throwAway} />
            </div>
          )}
          <fieldset ref={fields} className={styles.all} disabled={!mayChange} onInput={remember} onBlur={shared.look}>
            <Money limits={shown} />
            <Hours limits={shown} />
            <section className={styles.part} aria-labelledby="limit-week">
              <h2 id="limit-week">{words.week}</h2>
              <Most of="weekly" limits={shown} max={1000} />
            </section>
            <Countries all={limits.allCountries} chosen={countries} change={setCountries}>
              <Most of="newAbroad" limits={shown} max={100_000} />
            </Countries>
          </fieldset>
          {clash ? (
            <ClashNote
              clash={clash}
              swap={shared.swap}
              turn={shared.turn}
              keepMine={() => {
                shared.keepMine();
                fields.current?.form?.requestSubmit();
              }}
            />
          ) : (
            <ErrorNote error={changedSince(failure) ? null : failure} />
          )}
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
