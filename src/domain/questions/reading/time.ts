import type { Reading } from '../kinds.ts';
import { bookOf } from './book.ts';
import { negations } from './doubts.ts';
import type { Folded } from './fold.ts';
import { about, type Mention, mostMentions, readMentions } from './mentions.ts';
import { readNumberWords } from './number-words.ts';
import { phrases, wordsOf } from './words.ts';

const book = bookOf({
  negation: negations,
  doubt: phrases(
    'after|before|earlier|later than|between|from|by|as soon as|antes de|antes|despues de|despues de las|desde|entre|as early as|latest|at the latest|earliest|onwards|a mas tardar|en adelante|no later than|whenever',
  ),
  polite: [
    ...about,
    ...phrases(
      'tomorrow|today|manana|al|a|tipo|a eso de|starting at|start at|i start at|ill be there at|i will be there at|be there at|ill be there around|see you at|ill come at|im there at|at like|sharp|exactly|hrs|hours|hora|horas|h|a las|a la|las|sobre las|llego a las|estare a las|estoy ahi a las|entro a las|en punto|exacto|local time',
    ),
  ],
});

const hourWord =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce';
const minuteWord =
  'five|ten|fifteen|twenty five|twenty-five|twenty|thirty five|thirty-five|thirty|forty five|forty-five|forty|fifty five|fifty-five|fifty|cinco|diez|quince|veinticinco|veinte|treinta y cinco|treinta|cuarenta y cinco|cuarenta|cincuenta y cinco|cincuenta';
const hour = `(?:\\d{1,2}|${hourWord})`;
const minute = `(?:half|media|quarter|cuarto|a quarter|un cuarto|\\d{1,2}|${minuteWord})`;
const end = '(?![\\p{L}\\d])';
const half = ` ?(?:[ap]\\.? ?m\\.?${end}|(?<=\\d)[ap]${end})|,? (?:in the |at |this |de la |por la |en la |del? )?(?:morning|afternoon|evening|night|tonight|manana|tarde|noche|madrugada|mediodia|dia)${end}`;

/** One time of day in any of its ways; the order of the ways is that of how much they take. */
const time = new RegExp(
  `(?<![\\p{L}\\d:.])(?:${[
    `(?:12 (?:o ?clock )?|12:00 )?(?<fixed>noon|midday|midnight|mediodia|medio dia|medianoche)${end}`,
    `(?<away>${minute})(?: minutes| min)? (?<way>past|after|to|till|before|para las|para la) (?<from>${hour})${end}`,
    `half (?<british>${hour})${end}`,
    `(?<base>${hour}) (?<sign>y|menos) (?<part>${minute})${end}`,
    `(?<clock>\\d{1,2})(?:[:.,h]| h )(?<minutes>\\d{2})(?!\\d)`,
    `(?<spoken>${hour})[ -](?<spokenMinutes>[0-5]\\d|${minuteWord})${end}(?! ?(?:min|hour|hora|dia|day))`,
    `(?<joined>\\d{3,4})(?!\\d)`,
    `(?<lone>${hour})(?<mark> ?o ?clock| en punto|h${end})?(?!\\d|[:.]\\d)(?! ?(?:min|hour|hr|day|dia|people|persona|%))`,
  ].join('|')})(?<half>${half})?(?!\\d)`,
  'gu',
);

/** Reads a text as a time of day. Where the half of the day is not said, the bounds may tell; else both are offered. */
export function readTime(bounds: { earliest?: string; latest?: string }, folded: Folded): Reading {
  const mentions = Array.from(folded.text.matchAll(time).take(mostMentions), (found) =>
    mentionOf(found, folded.text),
  ).filter((one) => one !== null);
  return readMentions(
    mentions.map((mention) => within(mention, bounds)),
    folded,
    book,
  );
}

function mentionOf(found: RegExpMatchArray, text: string): Mention | null {
  const part = found.groups!;
  const from = found.index!;
  const to = from + found[0].trimEnd().length;
  const before = text.slice(Math.max(0, from - 12), from);
  const isLed = /(?:^|at |las? |around |about |by |like |to |and |or |y |o |a |- ?)$/.test(before);
  if (part.lone && !part.mark && !part.half && !isLed) return null;
  if (part.fixed) return { from, to, values: [timeAt(/night|noche/.test(part.fixed) ? 0 : 720)] };

  let hours = 0;
  let minutes = 0;
  if (part.away)
    [hours, minutes] = [numberOf(part.from!), numberOf(part.away) * (/past|after/.test(part.way!) ? 1 : -1)];
  else if (part.british) [hours, minutes] = [numberOf(part.british), 30];
  else if (part.base) [hours, minutes] = [numberOf(part.base), numberOf(part.part!) * (part.sign === 'y' ? 1 : -1)];
  else if (part.clock) [hours, minutes] = [Number(part.clock), Number(part.minutes)];
  else if (part.spoken) [hours, minutes] = [numberOf(part.spoken), numberOf(part.spokenMinutes!)];
  else if (part.joined) [hours, minutes] = [Math.floor(Number(part.joined) / 100), Number(part.joined) % 100];
  else hours = numberOf(part.lone!);

  const wrote = found[0].trim();
  if (hours > 24 || Math.abs(minutes) > 59 || (hours === 24 && minutes > 0))
    return { from, to, values: [], problem: { code: 'no_such_time', wrote } };
  const halves = halvesOf(hours, (part.half ?? '').replace(/[^\p{L}]/gu, ''), /^0\d/.test(wrote) && !part.lone);
  if (halves.length === 0) return { from, to, values: [], problem: { code: 'no_such_time', wrote } };
  // "5 to 9" may be a shift of four hours.
  const isRange = part.way === 'to' && /^\d/.test(part.away ?? '') && !/min/.test(wrote);
  const values = halves.map((start) => timeAt(start * 60 + minutes));
  // A lone "15" may also be minutes.
  const isBare = part.lone && !part.mark && !part.half && !/(?:at|las?|around|about|by|like) $/.test(before);
  return { from, to, values, ...((isBare || isRange) && { problem: { code: 'two_meanings' } as const }) };
}

/** The hours of the day, 0 to 23, that an hour with these words after it can be. */
function halvesOf(hours: number, words: string, hasZero: boolean): number[] {
  if (hours === 24) return words === '' ? [0] : [];
  const [morning, evening] = [hours % 12, (hours % 12) + 12];
  if (/^am?$/.test(words)) return hours > 12 ? [] : [morning];
  if (hours > 12 || hours === 0 || hasZero)
    return hours < 24 && (hours > 12 || !/^pm?$/.test(words)) ? [hours] : hasZero ? [evening] : [];
  if (/^pm?$/.test(words)) return [evening];
  if (/(?:morning|madrugada|lamanana)$/.test(words) && hours < 12) return [morning];
  if (/(?:afternoon|tarde|mediodia|deldia)$/.test(words) && (hours === 12 || hours < 9)) return [evening];
  if (/evening$/.test(words) && hours > 3 && hours < 12) return [evening];
  if (/(?:night|noche)$/.test(words)) return hours === 12 ? [0] : hours > 5 ? [evening] : [];
  return [morning, evening].sort((a, b) => (hours === 12 ? b - a : a - b));
}

function numberOf(written: string): number {
  if (/half|media/.test(written)) return 30;
  if (/quarter|cuarto$/.test(written) && written !== 'cuatro') return 15;
  return /^\d/.test(written) ? Number(written) : (readNumberWords(wordsOf(written), 0)?.number ?? 0);
}

const timeAt = (minutes: number) => {
  const ofDay = (minutes + 1440) % 1440;
  const two = (number: number) => String(number).padStart(2, '0');
  return { kind: 'time' as const, time: `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}` };
};

/** The bounds may pass midnight: from 22:00 to 06:00. */
export function isWithinTimes(time: string, { earliest = '00:00', latest = '23:59' }): boolean {
  return earliest <= latest ? earliest <= time && time <= latest : time >= earliest || time <= latest;
}

function within(mention: Mention, bounds: { earliest?: string; latest?: string }): Mention {
  const values = mention.values.filter((value) => value.kind === 'time' && isWithinTimes(value.time, bounds));
  if (values.length > 0 || mention.values.length === 0) {
    const isSettled = values.length === 1 && mention.values.length > 1;
    return {
      from: mention.from,
      to: mention.to,
      values,
      ...(mention.problem && !isSettled && { problem: mention.problem }),
    };
  }
  const first = mention.values[0];
  return { ...mention, values, problem: { code: 'out_of_bounds', wrote: first?.kind === 'time' ? first.time : '' } };
}
