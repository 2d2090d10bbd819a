import type { Reading } from '../kinds.ts';
import { bookOf } from './book.ts';
import { calendarNames, monthNames } from './calendar-names.ts';
import { dayOf, dayOfIso, isoOf, nearest, weekdayOf } from './days.ts';
import { negations } from './doubts.ts';
import type { Folded } from './fold.ts';
import { about, type Mention, mostMentions, readMentions } from './mentions.ts';
import { readNumberWords } from './number-words.ts';
import { phrases, wordsOf } from './words.ts';

const book = bookOf({
  negation: negations,
  doubt: phrases(
    'to|thru|through|al|next week|this week|last week|next month|this month|weekend|the weekend|this weekend|next weekend|soon|asap|after|before|by|from|between|since|week of|end of|early|week|weeks|last|good|black|easter|santo|santa|ocho|semana|proxima semana|la proxima semana|la semana que viene|la otra semana|semana pasada|fin de semana|el fin de semana|este mes|proximo mes|pronto|antes|antes del|despues del|desde|entre|principios|finales|a partir',
  ),
  polite: [
    ...about,
    ...phrases(
      'on|the|it was|it was on|it is on|its on|since|day|dia|el dia|fue|fue el|es el|sera|seria|will be|ill be there|starting|coming|this|este|esta|of|del|de',
    ),
  ],
});

const day = '(?:0?[1-9]|[12]\\d|3[01])';
const ordinal = '(?:st|nd|rd|th|ro|o)?';
const year = '(?:,? (?:de |del )?(?<YEAR>\\d{4}))?';
const month = monthNames.flat().join('|');
const weekday = calendarNames.flat().join('|');
const count =
  '\\d{1,3}|a|an|one|two|three|four|five|six|seven|ten|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|diez|quince';
const named = (name: string) => year.replace('YEAR', name);
const end = '(?![\\p{L}\\d]|[-/]\\p{L}| ?[-/] ?\\d)';

const date = new RegExp(
  `(?<![\\p{L}\\d/.-])(?:${[
    `(?<iso>\\d{4})[-/.](?<isoMonth>\\d{1,2})[-/.](?<isoDay>\\d{1,2})(?!\\d)`,
    `(?<a>\\d{1,2})(?<sep>[/.-])(?<b>\\d{1,2})(?:[/.-](?<c>\\d{4}|\\d{2}))?(?![\\d/:])`,
    `(?<month1>${month})\\.? (?:the |el )?(?<day1>\\d{1,2}|first)${ordinal}${end}${named('year1')}`,
    `(?:the |el |dia |el dia )?(?<day2>\\d{1,2}|first|primero)${ordinal}[ -]?(?:of |de )?(?<month2>${month})${end}\\.?${named('year2')}`,
    `(?<after>the day after tomorrow|day after tomorrow|pasado manana|pasadomanana)${end}`,
    `(?<ago>day before yesterday|the day before yesterday|anteayer|antier|antes de ayer)${end}`,
    `(?<near>today|tonight|hoy|tomorrow|tomorow|tommorow|tommorrow|tomorro|tmrw|tmr|tmw|2moro|2morrow|2mrw|(?<!la )manana|yesterday|ayer|yday)${end}`,
    `(?:in|en|dentro de) (?<ahead>${count}) (?<unit1>days?|dias?|weeks?|semanas?)${end}`,
    `(?<ahead2>${count}) (?<unit2>days?|weeks?) (?<way>from now|from today|ago)${end}`,
    `hace (?<behind>${count}) (?<unit3>dias?|semanas?)${end}`,
    `(?<which>this coming |this |next |last |este |proximo |el proximo |pasado |el pasado )?(?<weekday>${weekday})${end}(?<dated> (?:the |el )?\\d{1,2}(?:st|nd|rd|th)?(?![\\p{L}\\d:./]| ?[ap]\\.?m| (?:of|de|${month})))?(?<later> que viene| proximo| siguiente| pasado| next week| after next| de la proxima semana| de la semana que viene)?`,
    `(?:the |el |el dia |dia )(?<dayOnly>${day})${ordinal}${end}`,
    `(?<dayOnly2>${day})(?:st|nd|rd|th)${end}`,
    `^(?<bare>${day})(?=[\\s.!]*$)`,
  ].join('|')})`,
  'gu',
);

interface Found extends Mention {
  days: number[];
  /** It is only the name of a day, this one. */
  weekday?: number;
}
type Facts = Record<string, string | undefined>;
interface Bounds {
  earliest?: string;
  latest?: string;
}

/** Reads a text as a date, as it is meant on the day of `today`. */
export function readDate(bounds: Bounds, folded: Folded, language: 'en' | 'es', today: string): Reading {
  const now = dayOfIso(today);
  const mentions = Array.from(folded.text.matchAll(date).take(mostMentions), (found): Found => {
    const rest = folded.text.slice(found.index + found[0].length);
    const days = daysOf(found.groups as Facts, now, language).filter((one): one is number => one !== null);
    const [from, to] = [found.index, found.index + found[0].trimEnd().length];
    const wrote = found[0].trim();
    if (days.length === 0) return { from, to, days, values: [], problem: { code: 'no_such_date', wrote } };
    const values = days.map(isoOf).map((iso) => ({ kind: 'date' as const, date: iso }));
    const isList = !found.groups?.weekday && /^(?:,| and| &| y| or| o) ?\d{1,2}(?![\d:]| ?[ap]m)/.test(rest);
    if (isList) return { from, to, days, values, problem: { code: 'several_named' } };
    const weekday = found.groups?.weekday && !found.groups.dated && weekdayOf(days[0]!);
    return {
      from,
      to,
      days,
      values,
      ...(typeof weekday === 'number' && { weekday }),
      ...(found.groups?.bare && { problem: { code: 'two_meanings' } as const }),
    };
  });
  return readMentions(
    joined(mentions).map((mention) => within(mention, bounds)),
    folded,
    book,
  );
}

/** Every day that may be meant; none where there is no such day. */
function daysOf(it: Facts, today: number, language: 'en' | 'es'): (number | null)[] {
  if (it.iso) return [dayOf(Number(it.iso), Number(it.isoMonth), Number(it.isoDay))];
  if (it.a) {
    const american = inYear(Number(it.a), Number(it.b), it.c, today);
    const other = inYear(Number(it.b), Number(it.a), it.c, today);
    return [...new Set(language === 'en' ? [...american, ...other] : [...other, ...american])];
  }
  if (it.month1) return inYear(monthOf(it.month1), dayNumber(it.day1), it.year1, today);
  if (it.month2) return inYear(monthOf(it.month2), dayNumber(it.day2), it.year2, today);
  if (it.after) return [today + 2];
  if (it.ago) return [today - 2];
  if (it.near) return [today + (/^(?:today|tonight|hoy)$/.test(it.near) ? 0 : /^y|ayer/.test(it.near) ? -1 : 1)];
  const counted = it.ahead ?? it.ahead2 ?? it.behind;
  if (counted) {
    const sign = it.behind || it.way === 'ago' ? -1 : 1;
    const length = /week|semana/.test(it.unit1 ?? it.unit2 ?? it.unit3 ?? '') ? 7 : 1;
    return [today + sign * length * countOf(counted)];
  }
  if (it.weekday) return weekdays(it, today);
  return inMonth(Number(it.dayOnly ?? it.dayOnly2 ?? it.bare), today);
}

const dayNumber = (written: string | undefined) => (/^\d/.test(written ?? '') ? Number(written) : 1);
const monthOf = (name: string) => monthNames.findIndex((names) => names.includes(name)) + 1;
const countOf = (written: string) =>
  /^\d/.test(written) ? Number(written) : (readNumberWords(wordsOf(written), 0)?.number ?? 1);

/** With a year it is that day. Without, the nearest, before or after today. */
function inYear(month: number, day: number, year: string | undefined, today: number): number[] {
  const thisYear = Number(isoOf(today).slice(0, 4));
  const years = year ? [Number(year) + (year.length === 2 ? 2000 : 0)] : [thisYear - 1, thisYear, thisYear + 1];
  const days = years.map((one) => dayOf(one, month, day)).filter((one) => one !== null);
  return nearest(days, today);
}

function inMonth(day: number, today: number): number[] {
  const [year, month] = isoOf(today).split('-').map(Number) as [number, number];
  const days = [-1, 0, 1].map((away) => {
    const first = new Date(Date.UTC(year, month - 1 + away, 1));
    return dayOf(first.getUTCFullYear(), first.getUTCMonth() + 1, day);
  });
  return nearest(
    days.filter((one) => one !== null),
    today,
  );
}

/** "Next Friday" is the one after this week's for some, and the coming one for others: both, unless they are one. */
function weekdays(it: Facts, today: number): number[] {
  const wanted = calendarNames.findIndex((names) => names.includes(it.weekday!));
  const ahead = (wanted - weekdayOf(today) + 7) % 7;
  const isThisWeek = wanted >= weekdayOf(today);
  if (it.dated) {
    // "Monday 30"; but "Saturday 7" may also be a time.
    const dates = inMonth(Number(/\d+/.exec(it.dated)?.[0]), today);
    const fitting = dates.filter((day) => weekdayOf(day) === wanted);
    const coming = today + ahead;
    return fitting.includes(coming) ? [coming] : [...new Set([...(fitting.length > 0 ? fitting : dates), coming])];
  }
  const said = `${it.which ?? ''}${it.later ?? ''}`;
  if (/last|pasado/.test(said)) return ahead === 0 ? [today - 7] : [today + ahead - 7];
  if (/after next/.test(said)) return [today + ahead + 7, today + ahead + 14];
  if (/next week|semana/.test(said)) return [today - weekdayOf(today) + 7 + wanted];
  if (/next|proximo|viene|siguiente/.test(said))
    return isThisWeek ? [today + ahead + 7, ...(ahead > 0 ? [today + ahead] : [])] : [today + ahead];
  return ahead === 0 ? [today, today + 7] : [today + ahead];
}

/** "Saturday the 28th" and "Dec 11 (Friday)" are one date where both agree. */
function joined(mentions: Found[]): Mention[] {
  const [first, second] = mentions;
  if (mentions.length !== 2 || !first || !second || second.from - first.to > 4) return mentions;
  const [name, date] = first.weekday === undefined ? [second, first] : [first, second];
  if (name.weekday === undefined || date.weekday !== undefined) return mentions;
  const values = date.values.filter((_, i) => weekdayOf(date.days[i]!) === name.weekday);
  return values.length > 0 ? [{ from: first.from, to: second.to, values }] : mentions;
}

function within(mention: Mention, { earliest = '0000-01-01', latest = '9999-12-31' }: Bounds): Mention {
  const values = mention.values.filter(
    (value) => value.kind === 'date' && earliest <= value.date && value.date <= latest,
  );
  if (values.length > 0 || mention.values.length === 0) return { ...mention, values };
  const first = mention.values[0];
  return { ...mention, values, problem: { code: 'out_of_bounds', wrote: first?.kind === 'date' ? first.date : '' } };
}
