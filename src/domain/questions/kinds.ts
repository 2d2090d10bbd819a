/** One of the answers that a question offers. The id stays when the label is worded better. */
export interface Choice {
  id: string;
  label: string;
}

/** What a question wants to hear. Stored as JSON with the question. */
export type Answering =
  | { kind: 'yes_no' }
  | { kind: 'choice' | 'choices'; choices: Choice[] }
  | { kind: 'number'; unit?: string; min?: number; max?: number; isWhole?: boolean }
  | { kind: 'scale'; min: number; max: number }
  /** Bounds such as '06:00' also tell which half of the day a "7:30" means. */
  | { kind: 'time'; earliest?: string; latest?: string }
  | { kind: 'date'; earliest?: string; latest?: string }
  | { kind: 'text' }
  | { kind: 'photo' };

/**
 * An answer as it is stored: JSON. Yes/no, choice and choices give ids ('yes' and 'no' are ids), in the question's
 * order; number and scale a number; a time is '19:30', a date '2026-11-28'.
 */
export type AnswerValue =
  | { kind: 'choice'; ids: string[] }
  | { kind: 'number'; number: number }
  | { kind: 'time'; time: string }
  | { kind: 'date'; date: string }
  | { kind: 'text'; text: string }
  | { kind: 'photo' };

/** Something that a question has learned to understand. */
export interface TaughtPhrase {
  phrase: string;
  value: AnswerValue;
}

/** A text that came: its words, and how many pictures came with it. */
export interface Reply {
  body: string;
  pictures: number;
}

export interface ReadingContext {
  /** The person's language; the other one is understood as well. */
  language: 'en' | 'es';
  /** The date where the person is, '2026-11-28'. */
  today: string;
  taught?: readonly TaughtPhrase[];
}

/** Where in the text the answer stands, in UTF-16 code units: `body.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

/** Why a text was read as it was. Codes with facts: the page has the words. */
export type ReadingReason =
  /** The whole text says it, or it begins so ("5, great!"). */
  | { code: 'exact' | 'starts_with' | 'emoji' | 'about' }
  | { code: 'position'; wrote: string }
  | { code: 'part_of_label'; wrote: string }
  | { code: 'typing_error'; wrote: string; meant: string }
  | { code: 'taught'; phrase: string }
  | { code: 'picture' }
  /** More than one answer is in it. */
  | { code: 'several_named' | 'range' }
  /** "Yes, but", "maybe", "if", "no problem". */
  | { code: 'hedged' | 'negated'; wrote: string }
  /** It is asked back: "yes?", "what time?". */
  | { code: 'question' }
  /** An answer is in it, but it does not begin so; or it begins so, and goes on in a way that may change it. */
  | { code: 'in_the_middle' | 'more_said' }
  /** It may mean the one or the other: "11/12", "7:30", "next Friday", "1.500". */
  | { code: 'two_meanings' }
  | { code: 'out_of_bounds'; wrote: string }
  | { code: 'not_whole'; wrote: string }
  | { code: 'other_unit'; wrote: string }
  | { code: 'no_such_date' | 'no_such_time'; wrote: string }
  /** A phone's way to send a reaction as a text; `quoted` is the text it is about, as far as the phone gave it. */
  | { code: 'reaction'; quoted: string }
  | { code: 'empty' | 'only_picture' | 'no_picture' | 'nothing_fits' };

/**
 * What was understood. Only `sure` is an answer. `unsure` is about the question, and `offers` what it could mean (none,
 * where there is nothing to offer); `none` does not fit what the question wants to hear, and may be about anything.
 */
export type Reading =
  | { sureness: 'sure'; value: AnswerValue; span?: Span; reason: ReadingReason }
  | { sureness: 'unsure'; offers: AnswerValue[]; span?: Span; reason: ReadingReason }
  | { sureness: 'none'; reason: ReadingReason };
