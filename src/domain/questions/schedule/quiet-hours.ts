/** Times of day between which nobody is texted. From 21:00 until 08:00 goes over midnight (47 CFR 64.1200(c)(1)). */
export interface QuietHours {
  from: string;
  until: string;
}

/** When nobody is asked with whom the program is late. */
export const night: QuietHours = { from: '20:00', until: '08:00' };

/** Whether it is quiet on the clock of `timeZone`. The end no longer is. */
export function isQuiet(quiet: QuietHours, instant: Temporal.Instant, timeZone: string): boolean {
  const time = timeOf(instant, timeZone);
  return goesOverMidnight(quiet) ? time >= quiet.from || time < quiet.until : quiet.from <= time && time < quiet.until;
}

/** The instant itself, or, where it is quiet, the one in which that ends. */
export function afterQuiet(quiet: QuietHours, instant: Temporal.Instant, timeZone: string): Temporal.Instant {
  if (!isQuiet(quiet, instant, timeZone)) return instant;
  const endsTomorrow = goesOverMidnight(quiet) && timeOf(instant, timeZone) >= quiet.from;
  const day = instant.toZonedDateTimeISO(timeZone).toPlainDate();
  // The later of two, so that nobody is woken an hour early, and the end never lies before the instant.
  return day
    .add({ days: endsTomorrow ? 1 : 0 })
    .toPlainDateTime(quiet.until)
    .toZonedDateTime(timeZone, { disambiguation: 'later' })
    .toInstant();
}

function goesOverMidnight({ from, until }: QuietHours): boolean {
  return from > until;
}

function timeOf(instant: Temporal.Instant, timeZone: string): string {
  return instant.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}
