import { useNow } from '../ui/clock.ts';
import { useLanguage } from '../words/words.ts';

const steps = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

/** How long ago something was, in its largest unit ("12 sec", "4 min", "2 days"), by the server's clock; it grows by itself. */
export function useAge(serverNow: string, fetchedAt: number): (since: string) => string {
  const language = useLanguage();
  const now = useNow(1000);
  return (since) => {
    const ms = Math.max(0, Date.parse(serverNow) - Date.parse(since) + Math.max(0, now - fetchedAt));
    const { unit, ms: size } = steps.find((step) => ms >= step.ms) ?? { unit: 'second', ms: 1000 };
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(ms / size));
  };
}
