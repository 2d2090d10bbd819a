/** How answers are said. */
export interface AnswerWords {
  yes: string;
  no: string;
  photo: string;
  answered: string;
  unclear: string;
  silent: string;
  noAnswer: string;
  later: string;
  skipped: string;
  beside: string;
  because: Record<string, string>;
}

export const en: AnswerWords = {
  yes: 'Yes',
  no: 'No',
  photo: 'Picture',
  answered: 'Answered',
  unclear: 'Needs a look',
  silent: 'No answer yet',
  noAnswer: 'No answer',
  later: 'Not asked yet',
  skipped: 'Skipped',
  beside: 'Not needed',
  because: {
    skipped: 'this date is left out',
    holiday: 'holiday',
    no_such_day: 'no such day',
    paused: 'paused',
    on_leave: 'on leave',
    day_off: 'day off',
    opted_out: 'opted out',
    no_number: 'no number',
    no_line: 'no line to text from',
    blocked_number: 'premium or satellite number',
    blocked_country: 'a country that the team does not text',
    too_late: 'it was too late to ask',
    filled: 'all places were taken',
    archived: 'the question was put away',
  },
};
