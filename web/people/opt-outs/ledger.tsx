import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Blocks } from '../../ui/blocks.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { fullTime } from '../../words/formats.ts';
import { PeopleArea } from '../area.tsx';
import { AddConsent } from './add-consent.tsx';
import styles from './ledger.module.css';
import { type ConsentRecord, recordsQuery } from './queries.ts';
import { useOptOutWords } from './words.ts';

/** All that was ever said about texting one number, to be read and printed. */
export function Ledger() {
  const { ledger, consent } = useOptOutWords();
  const { address = '' } = useParams({ strict: false });
  const { data: records, error, refetch } = useQuery(recordsQuery(address));
  const [isAdding, setAdding] = useState(false);
  const shown = records?.[0]?.shown ?? address;
  const acts = (
    <div className={styles.acts}>
      <Button onClick={() => setAdding(true)}>{consent.add}</Button>
      <Button onClick={() => window.print()}>{ledger.print}</Button>
    </div>
  );
  return (
    <PeopleArea title={ledger.title(`\u2066${shown}\u2069`)} act={acts}>
      <p className={styles.back}>
        <Link to="/people/opt-outs">{ledger.back}</Link>
      </p>
      <p className={styles.lead}>{ledger.lead}</p>
      <ErrorNote error={error} retry={refetch} />
      {!records && !error && <Blocks />}
      {records?.length === 0 && <p className={styles.lead}>{ledger.none}</p>}
      {records && records.length > 0 && <Records records={records} />}
      <p className={styles.printed}>{ledger.printed(fullTime(new Date()))}</p>
      {isAdding && <AddConsent address={address} close={() => setAdding(false)} />}
    </PeopleArea>
  );
}

function Records({ records }: { records: ConsentRecord[] }) {
  const { ledger } = useOptOutWords();
  return (
    <table className={styles.records}>
      <thead>
        <tr>
          <th scope="col">{ledger.when}</th>
          <th scope="col">{ledger.what}</th>
          <th scope="col">{ledger.words}</th>
          <th scope="col">{ledger.who}</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id}>
            <td>
              <time dateTime={record.happenedAt}>{fullTime(record.happenedAt)}</time>
            </td>
            <td>
              <b>{ledger.kinds[record.kind]}</b> {ledger.hows[record.how]}
            </td>
            <td>
              {record.words && <q>{record.words}</q>}
              {record.wording && (
                <p>
                  {ledger.wording}: <q>{record.wording}</q>
                </p>
              )}
              {record.evidence && (
                <p>
                  {ledger.evidence}: <bdi>{record.evidence}</bdi>
                </p>
              )}
            </td>
            <td>
              <By record={record} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function By({ record: { member, how, line } }: { record: ConsentRecord }) {
  const { ledger, over } = useOptOutWords();
  const who = member ? <bdi>{member.name}</bdi> : how === 'provider' ? ledger.company : ledger.they;
  return (
    <>
      {who}
      {line && <p>{over(line.label)}</p>}
    </>
  );
}
