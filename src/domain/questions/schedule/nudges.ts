/** So many minutes after the ask, and again after each nudge, at most `most` times. */
export interface Nudges {
  afterMinutes: number;
  most: number;
}

/** Local times between which nobody is texted. From 21:00 until 08:00 goes over midnight; 47 CFR 64.1200(c)(1). */
export interface QuietHours {
  from: string;
  until: string;
}

/** The instants of the nudges to a person who stays silent: after the ask, before it closes, none in their quiet hours. */
export function nudgesAt(
  nudges: Nudges,
  ask: { askedAt: Temporal.Instant; closesAt: Temporal.Instant },
  timeZone: string,
  quiet?: QuietHours,
): Temporal.Instant[] {
  const found: Temporal.Instant[] = [];
  let last = ask.askedAt;
  while (found.length < nudges.most) {
    last = afterQuiet(last.add({ minutes: nudges.afterMinutes }), timeZone, quiet);
    if (Temporal.Instant.compare(last, ask.closesAt) >= 0) break;
    found.push(last);
  }
  return found;
}

/** The instant itself, or, when it lies in the quiet hours of `timeZone`, the one in which they end. */
function afterQuiet(instant: Temporal.Instant, timeZone: string, quiet?: QuietHours): Temporal.Instant {
  if (!quiet) return instant;
  const local = instant.toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const goesOverMidnight = quiet.from > quiet.until;
  const isQuiet = goesOverMidnight
    ? time >= quiet.from || time < quiet.until
    : quiet.from <= time && time < quiet.until;
  if (!isQuiet) return instant;
  const endsTomorrow = goesOverMidnight && time >= quiet.from;
  // The later of two, so that the end is never before the instant and nobody is woken an hour early.
  return local
    .toPlainDate()
    .add({ days: endsTomorrow ? 1 : 0 })
    .toPlainDateTime(quiet.until)
    .toZonedDateTime(timeZone, { disambiguation: 'later' })
    .toInstant();
}
