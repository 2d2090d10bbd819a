/** When an ask closes: so long after it was asked, or at a time of day, so many days later or on the next such weekday. */
export type Closing =
  | { afterMinutes: number }
  | { daysLater: number; at: string }
  | { weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7; at: string };

/**
 * The instant at which an ask made at `asked` closes, always after it. Times of day are read on the clock of `timeZone`,
 * with the same rule for changed clocks as asking. Minutes are as they pass, whatever the clocks do.
 */
export function closesAt(closing: Closing, asked: Temporal.Instant, timeZone: string): Temporal.Instant {
  if ('afterMinutes' in closing) return asked.add({ minutes: closing.afterMinutes });
  const day = asked.toZonedDateTimeISO(timeZone).toPlainDate();
  const isWeekly = 'weekday' in closing;
  const days = isWeekly ? (closing.weekday - day.dayOfWeek + 7) % 7 : closing.daysLater;
  for (let later = 0; ; later += isWeekly ? 7 : 1) {
    const at = day.add({ days: days + later }).toZonedDateTime({ timeZone, plainTime: closing.at });
    if (Temporal.Instant.compare(at.toInstant(), asked) > 0) return at.toInstant();
  }
}
