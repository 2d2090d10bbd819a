import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countedGroupsQuery } from '../../counted-groups.ts';
import { Blank } from '../../ui/blank.tsx';
import { Button } from '../../ui/button.tsx';
import styles from '../../ui/controls.module.css';
import { Check, Input } from '../../ui/controls.tsx';
import { fold } from '../../ui/listbox.ts';
import type { Audience } from '../content.ts';
import { everybodyQuery } from '../queries.ts';
import { useWhom } from '../whom.ts';
import { useBuilderWords } from './words.ts';

interface Given {
  audience: Audience;
  change: (audience: Audience) => void;
  fault: string | undefined;
}

/** Whom the question goes to: groups, and people. */
export function Whom({ audience, change, fault }: Given) {
  const { blank, empty } = useBuilderWords();
  const say = useWhom();
  const isEmpty = audience.groupIds.length + audience.personIds.length === 0;
  return (
    <Blank label={blank.to} words={isEmpty ? empty.to : say(audience)} isEmpty={isEmpty} fault={fault}>
      <Choices audience={audience} change={change} />
    </Blank>
  );
}

/** More are not listed at once: typing finds them. */
const mostListed = 100;
const mostPeople = 1_000;

function Choices({ audience, change }: Omit<Given, 'fault'>) {
  const { whom } = useBuilderWords();
  const [typed, setTyped] = useState('');
  const groups = useQuery(countedGroupsQuery).data ?? [];
  const everybody = useQuery(everybodyQuery).data;
  const fits = ({ name }: { name: string }) => fold(name).includes(fold(typed.trim()));
  const found = (everybody?.people ?? []).filter(fits);
  const listed = found.slice(0, mostListed);
  const { groupIds, personIds } = audience;
  const toggled = (ids: string[], id: string, isOn: boolean) =>
    isOn ? [...ids, id] : ids.filter((each) => each !== id);
  const foundGroups = groups.filter(fits);
  const areAllChosen = found.length > 0 && found.every(({ id }) => personIds.includes(id));
  return (
    <>
      <Input
        type="search"
        aria-label={whom.search}
        placeholder={whom.search}
        autoFocus
        value={typed}
        change={setTyped}
      />
      {foundGroups.length > 0 && (
        <fieldset className={styles.list}>
          <legend className={styles.label}>{whom.groups}</legend>
          {foundGroups.map(({ id, name, people }) => (
            <Check
              key={id}
              label={name}
              detail={whom.ofGroup(people)}
              isOn={groupIds.includes(id)}
              set={(isOn) => change({ ...audience, groupIds: toggled(groupIds, id, isOn) })}
            />
          ))}
        </fieldset>
      )}
      {found.length > 0 && (
        <fieldset className={styles.list}>
          <legend className={styles.label}>{whom.people}</legend>
          {found.length > 1 && found.length <= mostPeople && (
            <Button
              look="text"
              onClick={() => {
                const ids = found.map(({ id }) => id);
                const others = personIds.filter((id) => !ids.includes(id));
                change({ ...audience, personIds: areAllChosen ? others : [...others, ...ids] });
              }}
            >
              {areAllChosen ? whom.nobody : whom.everybody(found.length)}
            </Button>
          )}
          {listed.map(({ id, name, optedOutAt }) => (
            <Check
              key={id}
              label={name}
              detail={optedOutAt ? whom.optedOut : ''}
              isOn={personIds.includes(id)}
              set={(isOn) => change({ ...audience, personIds: toggled(personIds, id, isOn) })}
            />
          ))}
        </fieldset>
      )}
      {(found.length > mostListed || everybody?.isWhole === false) && <p className={styles.hint}>{whom.tooMany}</p>}
      {everybody && found.length + foundGroups.length === 0 && (
        <p className={styles.hint}>{typed.trim() ? whom.none(typed.trim()) : whom.noPeople}</p>
      )}
    </>
  );
}
