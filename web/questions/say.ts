import type { Answering, Closing, Nudges, Schedule } from './content.ts';
import { type Dates, useDates } from './dates.ts';
import { useQuestionWords } from './words.ts';
import type { QuestionWords } from './words-en.ts';

/** Says the parts of a question as the blanks of a sentence. */
export function useSay() {
  const { say } = useQuestionWords();
  const dates = useDates();
  return {
    when: (schedule: Schedule) => sayWhen(schedule, say, dates),
    closing: (closing: Closing) => sayClosing(closing, say, dates),
    remind: (nudges: Nudges | undefined) =>
      nudges ? say.remind(nudges.most, sayMinutes(nudges.afterMinutes, say)) : say.never,
    answering: (answering: Answering) => sayAnswering(answering, say),
    minutes: (minutes: number) => sayMinutes(minutes, say),
  };
}

type Say = QuestionWords['say'];

function sayWhen({ repeat, startsOn, at }: Schedule, say: Say, dates: Dates): string {
  const time = dates.time(at);
  if (repeat.every === 'once') return say.once(dates.date(startsOn), time);
  if (repeat.every === 'days') return say.days(repeat.n, time);
  if (repeat.every === 'weeks' && repeat.n === 1 && repeat.weekdays.join() === '1,2,3,4,5') return say.workdays(time);
  if (repeat.every === 'weeks') return say.weeks(repeat.n, sayWeekdays(repeat.weekdays, dates), time);
  const { n, on } = repeat;
  return 'day' in on ? say.monthDay(n, on.day, time) : say.monthWeekday(n, on.nth, dates.weekday(on.weekday), time);
}

/** In full as long as they are few. */
function sayWeekdays(weekdays: number[], dates: Dates): string {
  return dates.all(weekdays.map(weekdays.length > 2 ? dates.shortWeekday : dates.weekday));
}

function sayClosing(closing: Closing, say: Say, dates: Dates): string {
  if ('afterMinutes' in closing) return say.closesAfter(sayMinutes(closing.afterMinutes, say));
  const time = dates.time(closing.at);
  return 'weekday' in closing
    ? say.closesOn(dates.weekday(closing.weekday), time)
    : say.closesLater(closing.daysLater, time);
}

function sayMinutes(minutes: number, say: Say): string {
  if (minutes % 1440 === 0) return say.dayCount(minutes / 1440);
  return minutes % 60 === 0 ? say.hours(minutes / 60) : say.minutes(minutes);
}

function sayAnswering(answering: Answering, { answering: words }: Say): string {
  if (answering.kind === 'choice' || answering.kind === 'choices') {
    const labels = answering.choices.map(({ label }) => label.trim()).filter(Boolean);
    return labels.length === 0 ? words.noChoices : words[answering.kind](labels.join(', '));
  }
  if (answering.kind === 'scale') return words.scale(answering.min, answering.max);
  if (answering.kind === 'number') {
    const { unit, min, max } = answering;
    const what = words.number(unit ?? '');
    return min === undefined || max === undefined ? what : words.between(what, String(min), String(max));
  }
  return words[answering.kind];
}
