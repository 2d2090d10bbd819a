import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { api } from '../../api.ts';
import { groupsQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useStart } from '../../ui/use-start.ts';
import { countries } from '../../words/countries.ts';
import { useLanguage } from '../../words/words.ts';
import styles from './import.module.css';
import type { Import } from './queries.ts';
import type { Step } from './steps.tsx';
import { useStep } from './use-step.ts';
import { useImportWords } from './words.ts';

type Existing = Import['defaults']['existing'];

/** What holds for all rows; from here they are looked at. */
export function Defaults({ one, go }: { one: Import; go: (step: Step) => void }) {
  const words = useImportWords();
  const language = useLanguage();
  const list = useId();
  const { data: groups } = useQuery(groupsQuery);
  const params = { path: { id: one.id } };
  const save = useStep((defaults: Partial<Import['defaults']>) =>
    api.PATCH('/api/v1/imports/{id}', { params, body: { defaults } }),
  );
  const check = useStep(() => api.POST('/api/v1/imports/{id}/check', { params }));
  const begin = useStart();
  const { group, country, timeZone, existing } = one.defaults;
  return (
    <Form
      className={styles.step}
      send={async (values) => {
        const start = begin();
        const defaults = {
          group: values.group?.trim() || null,
          country: values.country ?? country,
          timeZone: values.timeZone || null,
          existing: (values.existing ?? existing) as Existing,
        };
        try {
          await save.mutateAsync(defaults);
          await check.mutateAsync();
        } catch (error) {
          start.failed(words.look, error);
          throw error;
        }
        return start;
      }}
      done={(start) => {
        const params = { importId: one.id };
        void start.leadOn(
          { to: '/people/import/$importId', params, search: { at: 'problems' } },
          words.isLookedAt(one.fileName),
        );
      }}
    >
      {({ failure, isBusy }) => (
        <>
          <Field
            name="group"
            label={words.group}
            hint={words.groupHint}
            list={list}
            defaultValue={group ?? ''}
            maxLength={100}
            autoComplete="off"
          />
          <datalist id={list}>
            {groups?.map(({ id, name }) => (
              <option key={id} value={name} />
            ))}
          </datalist>
          <Choice name="country" label={words.country} defaultValue={country}>
            {countries(language).map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Choice>
          <Choice name="timeZone" label={words.timeZone} defaultValue={timeZone ?? ''}>
            <option value="">{words.noZone}</option>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Choice>
          <fieldset className={styles.choice}>
            <legend>{words.existing}</legend>
            {(Object.keys(words.existings) as Existing[]).map((choice) => (
              <label key={choice}>
                <input type="radio" name="existing" value={choice} defaultChecked={choice === existing} />
                <span className={styles.said}>
                  {words.existings[choice][0]}
                  <span className={styles.hint}>{words.existings[choice][1]}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <ErrorNote error={failure} />
          <div className={styles.acts}>
            <Button type="submit" look="primary" isBusy={isBusy}>
              {words.look}
            </Button>
            <Button look="quiet" onClick={() => go('columns')}>
              {words.back}
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
