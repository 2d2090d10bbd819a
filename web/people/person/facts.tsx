import { useQuery } from '@tanstack/react-query';
import type { Person } from '../../api.ts';
import { nameShown } from '../../name-shown.ts';
import { fieldsQuery } from '../../person-fields.ts';
import { useNow } from '../../ui/clock.ts';
import { Choice, Field } from '../../ui/field.tsx';
import { timeThere } from '../../words/formats.ts';
import { Fact } from './fact.tsx';
import { Groups } from './groups.tsx';
import { Part } from './part.tsx';
import { type Kept, sayField } from './say-field.ts';
import { useChange } from './use-change.ts';
import { usePersonWords } from './words.ts';

/** What is known of a person, each thing changed in its place. */
export function Facts({ person }: { person: Person }) {
  const words = usePersonWords();
  const fields = useQuery(fieldsQuery).data ?? [];
  const { change, act } = useChange(person);
  return (
    <Part title={words.facts}>
      <dl>
        <Fact
          person={person}
          label={words.name}
          shown={<bdi>{nameShown(person)}</bdi>}
          of={nameIn}
          control={({ name }) => <NameField name={name ?? ''} called={nameShown(person)} />}
          save={({ name = '' }, over) => act({ act: 'rename', name }, words.did(words.name), over)}
        />
        <Fact
          person={person}
          label={words.zone}
          shown={<Zone timeZone={person.timeZone} />}
          of={({ timeZone }) => ({ timeZone: timeZone ?? '' })}
          control={({ timeZone }) => <ZoneField value={timeZone ?? ''} />}
          save={({ timeZone = '' }, { read }) => change({ timeZone: timeZone || null }, words.did(words.zone), read)}
        />
        <Groups person={person} />
        {fields.map((field) => (
          <Fact
            key={field.id}
            person={person}
            label={field.name}
            shown={<bdi>{sayField(field, person.fields[field.name], words)}</bdi>}
            of={({ fields }) => ({ value: fields[field.name] ?? '' })}
            control={({ value }) => <Value field={field} value={value ?? ''} />}
            save={({ value = '' }, over) =>
              act({ act: 'set_field', fieldId: field.id, value }, words.did(field.name), over)
            }
          />
        ))}
      </dl>
    </Part>
  );
}

/** Whoever has no name is not called their number: the field for one is empty. */
const nameIn = ({ name, phones }: Person) => ({ name: phones.includes(name) ? '' : name });

function NameField({ name, called }: { name: string; called: string }) {
  const words = usePersonWords();
  return <Field name="name" label={words.name} required maxLength={200} defaultValue={name} placeholder={called} />;
}

function Value({ field, value }: { field: Kept; value: string }) {
  const words = usePersonWords();
  const { name, kind, choices } = field;
  if (kind === 'yes_no' || kind === 'choice') {
    const all =
      kind === 'choice'
        ? choices.map((choice) => [choice, choice])
        : [
            ['yes', words.yes],
            ['no', words.no],
          ];
    return (
      <Choice name="value" label={name} defaultValue={value}>
        <option value="">{words.notSaid}</option>
        {all.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </Choice>
    );
  }
  const type = kind === 'date' ? 'date' : 'text';
  return <Field name="value" label={name} defaultValue={value} type={type} maxLength={2000} autoComplete="off" />;
}

function Zone({ timeZone }: { timeZone: string | null }) {
  const words = usePersonWords();
  const there = timeThere(timeZone, useNow(60_000));
  if (!timeZone) return words.noZone;
  const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return there ? words.there(there, place) : `${words.sameTime} (${place})`;
}

function ZoneField({ value }: { value: string }) {
  const words = usePersonWords();
  return (
    <>
      <Field name="timeZone" label={words.zone} defaultValue={value} list="zones" autoComplete="off" maxLength={60} />
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
