/** The times of day between which people may be texted, such as 08:00 and 21:00 (47 CFR 64.1200(c)(1)). Never over midnight. */
export interface Hours {
  opens: string;
  closes: string;
}

/** A span in which it is open in all zones at once. */
export interface Opening {
  from: Temporal.Instant;
  until: Temporal.Instant;
}

/** The days that are looked at: whoever is a day ahead, today, and enough to meet again after a night. */
const days = [-1, 0, 1, 2];

/**
 * When it is next open in all of some zones, now or later, and until when. Null when there is no such time of day, since
 * the zones are too far apart, and when there are no zones.
 */
export function nextOpening(hours: Hours, now: Temporal.Instant, zones: readonly string[]): Opening | null {
  const [first = [], ...others] = zones.map((zone) => openingsIn(hours, now, zone));
  const shared = others.reduce((all, some) => all.flatMap((one) => some.flatMap((other) => both(one, other))), first);
  return shared.find(({ until }) => Temporal.Instant.compare(now, until) < 0) ?? null;
}

function openingsIn({ opens, closes }: Hours, now: Temporal.Instant, zone: string): Opening[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return days.map((ahead) => {
    const day = today.add({ days: ahead });
    // Where a clock is put forward over it, the later; where it is put back, nobody is texted an hour early or late.
    const at = (time: string, disambiguation: 'earlier' | 'later') =>
      day.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation }).toInstant();
    return { from: at(opens, 'later'), until: at(closes, 'earlier') };
  });
}

function both(one: Opening, other: Opening): Opening[] {
  const from = Temporal.Instant.compare(one.from, other.from) > 0 ? one.from : other.from;
  const until = Temporal.Instant.compare(one.until, other.until) < 0 ? one.until : other.until;
  return Temporal.Instant.compare(from, until) < 0 ? [{ from, until }] : [];
}
