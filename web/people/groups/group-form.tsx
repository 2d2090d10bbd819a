import { useState } from 'react';
import { api, ask } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { readyPart } from '../filter/filter.ts';
import { FilterEditor } from '../filter/filter-editor.tsx';
import type { Group, PeopleFilter } from '../rows.ts';
import styles from './groups.module.css';
import { RulePreview } from './rule-preview.tsx';
import { useGroupsWords } from './words.ts';

interface Given {
  /** Null for a new one. */
  group: Group | null;
  rule: PeopleFilter | null;
  done: (said: string) => void;
  leave: () => void;
}

/** The name of a group, and who belongs to it by rule; beside it who would come in and who would leave. */
export function GroupForm({ group, rule: given, done, leave }: Given) {
  const words = useGroupsWords();
  const [rule, setRule] = useState<PeopleFilter | null>(given);
  const ready = rule && readyPart(rule);
  async function send({ name = '' }: Record<string, string>): Promise<string> {
    if (!group) await ask(api.POST('/api/v1/groups', { body: { name, rule: ready } }));
    else {
      const body = { name, ...(ready && { rule: ready }) };
      await ask(api.PATCH('/api/v1/groups/{id}', { params: { path: { id: group.id } }, body }));
    }
    return words.saved(name);
  }
  return (
    <Form send={send} done={done} className={styles.form}>
      {({ failure, isBusy }) => (
        <>
          <Field
            name="name"
            label={words.name}
            defaultValue={group?.name}
            required
            maxLength={100}
            autoComplete="off"
            autoFocus
          />
          {!group && (
            <fieldset className={styles.kinds}>
              <legend>{words.who}</legend>
              <label>
                <input type="radio" name="kind" checked={rule === null} onChange={() => setRule(null)} />
                {words.byHandLong}
              </label>
              <label>
                <input
                  type="radio"
                  name="kind"
                  checked={rule !== null}
                  onChange={() => setRule({ match: 'all', conditions: [{ kind: 'words', contains: '' }] })}
                />
                {words.byRuleLong}
              </label>
            </fieldset>
          )}
          {rule && <FilterEditor filter={rule} change={setRule} />}
          {ready && ready.conditions.length > 0 && <RulePreview groupId={group?.id ?? null} rule={ready} />}
          <ErrorNote error={failure} />
          <div className={styles.acts}>
            <Button type="submit" look="primary" isBusy={isBusy}>
              {words.save}
            </Button>
            <Button look="quiet" onClick={leave}>
              {words.leave}
            </Button>
          </div>
        </>
      )}
    </Form>
  );
}
