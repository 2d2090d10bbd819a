const yes =
  /^(yes|y|true|t|1|x|✓|✔|si|s|verdadero|opted ?out|opt ?out|unsubscribed|stop|stopped|baja|de baja|dad[oa] de baja)$/;
const no = /^(|no|n|false|f|0|-|falso|active|activ[oa]|subscribed|opted ?in)$/;

/** When somebody opted out, as a file says it; null if they have not. Without a time that can be read it is now. */
export function readOptOut(cell: string, at: string, now: Date): Date | null | 'unclear' {
  const said = cell.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();
  const time = readTime(at, now);
  // A column that only says when is empty for all others.
  if (said === '') return at.trim() === '' ? null : (time ?? now);
  if (no.test(said)) return null;
  if (yes.test(said)) return time ?? now;
  return readTime(cell, now) ?? 'unclear';
}

/** Nobody has opted out in the future. */
function readTime(text: string, now: Date): Date | null {
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text.trim());
  if (!iso) return null;
  const [, date, time = '00:00', zone = 'Z'] = iso;
  const read = new Date(`${date}T${time}${zone}`);
  return Number.isNaN(read.getTime()) ? null : new Date(Math.min(read.getTime(), now.getTime()));
}
