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
  hasAudience: boolean;
  schedule: Schedule;
  change: (schedule: Schedule) => void;
}

/** The next dates, each with when it is there and here, and a way to leave it out. */
export function PlanList({ zones, hasAudience, schedule, change }: Given) {
  const { plan } = useBuilderWords();
  const dates = mergeZones(zones);
  const usual = useElsewhere()(dates.find(({ skipped }) => !skipped));
  const { skipDates } = schedule;
  return (
    <section className={styles.plan} aria-labelledby="plan">
      <h2 id="plan">{plan.title}</h2>
      {dates.length === 0 && <p className={styles.hint}>{hasAudience ? plan.wrong : plan.none}</p>}
      {usual && <p className={styles.hint}>{usual}</p>}
      <ol>
        {dates.map((planned) => (
          <Row
            key={planned.date}
            planned={planned}
            usual={usual}
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
  usual,
  canSkip,
  toggle,
}: {
  planned: PlannedDate;
  /** What is said once, above all dates. */
  usual: string;
  canSkip: boolean;
  toggle: (isSkipped: boolean) => void;
}) {
  const { plan } = useBuilderWords();
  const dates = useDates();
  const { date, marks, skipped } = planned;
  const { timeZone: home } = useSuspenseQuery(meQuery).data.team;
  const elsewhere = useElsewhere()(planned);
  const time = mainOf(planned, home)?.local.slice(11, 16);
  const said = dates.date(date);
  const isByHand = skipped === 'skipped';
  return (
    <li data-skipped={skipped ? '' : undefined} data-date={date}>
      <div className={styles.when}>
        <strong>{said}</strong>{' '}
        <span>{skipped ? (plan.skipped[skipped] ?? plan.skippedOther) : time && dates.time(time)}</span>
        {elsewhere && elsewhere !== usual && <span className={styles.zones}>{elsewhere}</span>}
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

/** When a date is asked by the team's clock, and what that is elsewhere, as a sentence; empty where all have one clock. */
function useElsewhere(): (planned: PlannedDate | undefined) => string {
  const { plan } = useBuilderWords();
  const dates = useDates();
  const { timeZone: home } = useSuspenseQuery(meQuery).data.team;
  return (planned) => {
    const main = planned && mainOf(planned, home);
    const others = planned?.zones.filter((zone) => zone !== main) ?? [];
    if (!main || others.length === 0) return '';
    const clock = ({ askedAt }: Zone, zone: string) => dates.clock(askedAt, zone, planned.date);
    if (others.every(({ askedAt }) => askedAt === main.askedAt))
      return plan.atOnce(
        dates.all(others.map((zone) => plan.inZone(clock(zone, zone.timeZone), dates.zone(zone.timeZone)))),
      );
    return plan.byTeam(dates.all(others.map((zone) => plan.forZone(clock(zone, home), dates.zone(zone.timeZone)))));
  };
}

type Zone = PlannedDate['zones'][number];

const mainOf = ({ zones }: PlannedDate, home: string) => zones.find(({ timeZone }) => timeZone === home) ?? zones[0];
