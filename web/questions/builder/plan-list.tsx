import { useSuspenseQuery } from '@tanstack/react-query';
import type { Planned } from '../../api.ts';
import { meQuery } from '../../queries.ts';
import { Button } from '../../ui/button.tsx';
import type { Schedule } from '../content.ts';
import { useDates } from '../dates.ts';
import { mergeZones, type PlannedDate } from './merge-zones.ts';
import styles from './plan.module.css';
import { useBuilderWords } from './words.ts';

interface Given {
  zones: Planned[];
  schedule: Schedule;
  change: (schedule: Schedule) => void;
}

/** The next dates, each with when it is there and here, and a way to leave it out. */
export function PlanList({ zones, schedule, change }: Given) {
  const { plan } = useBuilderWords();
  const dates = mergeZones(zones);
  const { skipDates } = schedule;
  return (
    <section className={styles.plan} aria-labelledby="plan">
      <h2 id="plan">{plan.title}</h2>
      {dates.length === 0 && <p className={styles.hint}>{plan.none}</p>}
      <ol>
        {dates.map((planned) => (
          <Row
            key={planned.date}
            planned={planned}
            canSkip={schedule.repeat.every !== 'once'}
            toggle={(isSkipped) =>
              change({
                ...schedule,
                skipDates: isSkipped
                  ? skipDates.filter((date) => date !== planned.date)
                  : [...skipDates, planned.date].sort(),
              })
            }
          />
        ))}
      </ol>
    </section>
  );
}

function Row({
  planned,
  canSkip,
  toggle,
}: {
  planned: PlannedDate;
  canSkip: boolean;
  toggle: (isSkipped: boolean) => void;
}) {
  const { plan } = useBuilderWords();
  const dates = useDates();
  const { date, marks, skipped, zones } = planned;
  const said = dates.date(date);
  const isByHand = skipped === 'skipped';
  return (
    <li data-skipped={skipped ? '' : undefined} data-date={date}>
      <div className={styles.when}>
        <strong>{said}</strong>{' '}
        {skipped ? <span>{plan.skipped[skipped] ?? plan.skippedOther}</span> : <Times date={date} zones={zones} />}
        {marks.map((mark) => (
          <span key={mark} className={styles.mark}>
            {plan.marks[mark] ?? mark}
          </span>
        ))}
      </div>
      {isByHand && (
        <Button look="text" aria-label={plan.askDate(said)} onClick={() => toggle(true)}>
          {plan.ask}
        </Button>
      )}
      {!skipped && canSkip && (
        <Button look="text" aria-label={plan.skipDate(said)} onClick={() => toggle(false)}>
          {plan.skip}
        </Button>
      )}
    </li>
  );
}

/** More zones are counted. */
const mostZones = 4;

/** When it is asked by the team's clock, and what that is for people elsewhere. */
function Times({ date, zones }: Pick<PlannedDate, 'date' | 'zones'>) {
  const { plan } = useBuilderWords();
  const dates = useDates();
  const { timeZone: home } = useSuspenseQuery(meQuery).data.team;
  const main = zones.find(({ timeZone }) => timeZone === home) ?? zones[0];
  if (!main) return null;
  const theirs = (zone: PlannedDate['zones'][number]) => zone.local.slice(11, 16);
  const others = zones
    .filter((zone) => zone !== main)
    .map((zone) => {
      const name = dates.zone(zone.timeZone);
      const here = dates.clock(zone.askedAt, home, date);
      if (zone.askedAt === main.askedAt) return plan.same(name, dates.clock(zone.askedAt, zone.timeZone, date));
      return theirs(zone) === theirs(main) ? plan.here(name, here) : plan.there(name, dates.time(theirs(zone)), here);
    });
  const rest = others.slice(mostZones);
  return (
    <>
      <span>{dates.time(theirs(main))}</span>
      {others.length > 0 && <span className={styles.zones}>{others.slice(0, mostZones).join(' · ')}</span>}
      {rest.length > 0 && (
        <details className={styles.zones}>
          <summary>{plan.zones(rest.length)}</summary>
          {rest.join(' · ')}
        </details>
      )}
    </>
  );
}
