import { Refusal } from './refusal.ts';

const dayMs = 86_400_000;

/**
 * The test that `DateSent`, `DateSent<` and `DateSent>` ask for. The signs read "or the same": a day means all of it (in GMT), a time
 * means its second, which is as fine as the API's dates are. A message without a date of sending passes only when nothing is asked.
 */
export function sentWithin(query: URLSearchParams, name = 'DateSent'): (at: number | null) => boolean {
  const on = span(query.get(name));
  const from = span(query.get(`${name}>`));
  const until = span(query.get(`${name}<`));
  if (!on && !from && !until) return () => true;
  return (at) =>
    at !== null &&
    (!on || (at >= on.first && at <= on.last)) &&
    (!from || at >= from.first) &&
    (!until || at <= until.last);
}

function span(written: string | null): { first: number; last: number } | null {
  if (!written) return null;
  const at = Date.parse(written);
  if (Number.isNaN(at)) throw new Refusal(400, 20001, `${written} is not a date`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) return { first: at, last: at + dayMs - 1 };
  const second = Math.floor(at / 1000) * 1000;
  return { first: second, last: second + 999 };
}
