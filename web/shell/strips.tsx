import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useOfflineSince, useRefresh } from '../live.ts';
import { deliveryQuery } from '../queries.ts';
import { time } from '../words/formats.ts';
import { useWords } from '../words/words.ts';
import styles from './shell.module.css';
import { mayTrouble, pausedLines, undecided } from './trouble.ts';

const Money = lazy(async () => ({ default: (await import('./money-strip.tsx')).MoneyStrip }));
const Abroad = lazy(async () => ({ default: (await import('./abroad-strip.tsx')).AbroadStrip }));

/** Above everything: that this is practice, since when the server cannot be heard, and what keeps texts from leaving. */
export function Strips({ isPractice }: { isPractice: boolean }) {
  const { shell } = useWords();
  const offlineSince = useOfflineSince();
  return (
    <div className={styles.strips}>
      {isPractice && <p className={styles.practice}>{shell.practice}</p>}
      <div role="status">{offlineSince && <p className={styles.attention}>{shell.offline(time(offlineSince))}</p>}</div>
      <Stuck />
      <Spent />
    </div>
  );
}

/** Lines that are paused and texts that a person must decide about, so that nobody has to look for them. */
function Stuck() {
  const { shell } = useWords();
  const { data } = useQuery(deliveryQuery);
  useRefresh('delivery', 5000, (change) => mayTrouble(change, data));
  const paused = data ? pausedLines(data) : [];
  const waiting = paused.reduce((sum, line) => sum + line.waiting, 0);
  const doubtful = data ? undecided(data) : 0;
  const isStuck = paused.length > 0 || doubtful > 0;
  return (
    <p className={isStuck ? styles.attention : undefined}>
      {/* Only this is spoken by itself: the numbers change all the time. */}
      <span role="status">
        {paused[0] && (
          <bdi>{paused.length === 1 ? shell.paused(short(paused[0].label)) : shell.pausedMany(paused.length)}</bdi>
        )}
      </span>{' '}
      {waiting > 0 && shell.held(waiting)} {doubtful > 0 && shell.undecided(doubtful)}{' '}
      {isStuck && <Link to="/delivery">{shell.lookAtDelivery}</Link>}
    </p>
  );
}

/** The month's money, when it comes to its end; and where too many new numbers are texted. */
function Spent() {
  const { money, abroad = [] } = useQuery(deliveryQuery).data ?? {};
  return (
    <Suspense>
      {money && <Money money={money} />}
      {abroad.length > 0 && <Abroad countries={abroad} />}
    </Suspense>
  );
}

/** A strip is a line or two, on any screen; a label may have a hundred characters. */
function short(label: string): string {
  const characters = [...label];
  return characters.length > 32 ? `${characters.slice(0, 31).join('').trimEnd()}…` : label;
}
