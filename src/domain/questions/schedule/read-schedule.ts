import { readRepeat } from './read-repeat.ts';
import { type Faults, fieldsOf, readDate, readTime, readZone, words } from './readable.ts';
import { roundDates } from './round-dates.ts';
import type { Schedule } from './schedule.ts';

/** As many dates can be taken out of a schedule by hand. */
const mostSkipDates = 400;

/**
 * The schedule that somebody has written, tidied and ready to be stored, or a sentence for each field that is wrong. Whether
 * anything of it still lies ahead is told by `firstRound`.
 */
export function readSchedule(written: unknown): { schedule: Schedule } | { faults: Faults } {
  const fields = fieldsOf(written);
  const faults: Faults = {};
  const take = (field: string, read: (written: unknown) => string | undefined, sentence: string) => {
    const value = read(fields[field]);
    if (value === undefined) faults[field] = sentence;
    return value ?? '';
  };
  const schedule: Schedule = {
    repeat: readRepeat(fields.repeat, faults),
    startsOn: take('startsOn', readDate, words.date),
    ...(fields.endsOn != null && { endsOn: take('endsOn', readDate, words.date) }),
    at: take('at', readTime, words.time),
    zone: take('zone', readOwnZone, 'Choose a time zone from the list, or everybody’s own.'),
    skipDates: readSkipDates(fields.skipDates, faults),
  };
  if (Object.keys(faults).length === 0) Object.assign(faults, faultsTogether(schedule));
  return Object.keys(faults).length === 0 ? { schedule } : { faults };
}

function readOwnZone(written: unknown): string | undefined {
  return written === 'person' ? written : readZone(written);
}

function readSkipDates(written: unknown, faults: Faults): string[] {
  const all = Array.isArray(written) ? written : [];
  const dates = all.map(readDate).filter((date) => date !== undefined);
  if (dates.length < all.length || (written != null && !Array.isArray(written))) faults.skipDates = words.date;
  else if (all.length > mostSkipDates) faults.skipDates = `At most ${mostSkipDates} dates can be taken out.`;
  return [...new Set(dates)].sort();
}

/** What is wrong though every field by itself is right. */
function faultsTogether(schedule: Schedule): Faults {
  const { startsOn, endsOn } = schedule;
  if (endsOn !== undefined && endsOn < startsOn) return { endsOn: 'It ends before it starts.' };
  const hasRound = roundDates(schedule, { holidays: [] }, { most: 1 }).length > 0;
  if (hasRound) return {};
  return { repeat: 'There is no date on which this would be asked. Change the days, the end or what is taken out.' };
}
