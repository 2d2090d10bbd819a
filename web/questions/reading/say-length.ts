const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
] as const;

/** A length in its largest unit, and the next below an hour's: "11 min", "3 hr 10 min", "2 days". */
export function sayLength(ms: number, language: string): string {
  const at = units.findIndex((each) => ms >= each.ms);
  const { unit, ms: size } = units[at] ?? units[3];
  const say = (n: number, of: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: of, unitDisplay: 'short' }).format(n);
  const whole = Math.max(1, Math.floor(ms / size));
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  return unit === 'hour' && minutes > 0 ? `${say(whole, unit)} ${say(minutes, 'minute')}` : say(whole, unit);
}
