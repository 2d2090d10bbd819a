/** Writes times of a zone, to the second and with their distance from UTC: 2026-11-27T09:00:00-05:00. */
export function timesIn(timeZone: string): (at: Date | null) => string {
  return (at) =>
    at
      ? at.toTemporalInstant().toZonedDateTimeISO(timeZone).toString({ smallestUnit: 'second', timeZoneName: 'never' })
      : '';
}
