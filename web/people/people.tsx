import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Person } from '../api.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { didAct } from '../ui/undo.ts';
import { AddPerson } from './add-person.tsx';
import styles from './area.module.css';
import { PeopleArea } from './area.tsx';
import { ExportPeople } from './export-people.tsx';
import type { Wanted } from './rows.ts';
import { PeopleTable } from './table/people-table.tsx';
import { usePeopleWords } from './words.ts';

/** The people whom the team texts. */
export function People() {
  const people = usePeopleWords();
  const wanted = useSearch({ strict: false }) as Wanted;
  const navigate = useNavigate();
  const want = (change: Partial<Wanted>) =>
    void navigate({ to: '/people', search: { ...wanted, ...change }, replace: true });
  const [isAdding, setAdding] = useState(false);
  const add = () => setAdding(true);
  return (
    <PeopleArea
      isWide
      title={people.title}
      act={
        <div className={styles.acts}>
          <ExportPeople wanted={wanted} />
          <Button look="primary" onClick={add}>
            {people.add}
          </Button>
        </div>
      }
    >
      <PeopleTable
        wanted={wanted}
        want={want}
        empty={
          <Empty title={people.emptyTitle} text={people.empty}>
            <Link to="/people/import" className={buttonClass()}>
              {people.bring}
            </Link>
          </Empty>
        }
      />
      {isAdding && (
        <AddPerson
          close={() => setAdding(false)}
          done={({ name }: Person) => {
            didAct(people.added(name));
            setAdding(false);
          }}
        />
      )}
    </PeopleArea>
  );
}
