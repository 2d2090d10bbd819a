import { isDeepStrictEqual } from 'node:util';
import type { AnswerValue, Reading, ReadingReason, Reply, Span, TaughtPhrase } from './kinds.ts';
import type { Step } from './question.ts';
import { readAnswer } from './reading/reading.ts';
import { quotedIn, withoutRegret, withTag } from './reply-parts.ts';

/** An ask to which a text may be an answer. */
export interface Candidate {
  askId: string;
  questionId: string;
  state: 'asked' | 'answered' | 'unclear' | 'closed';
  stepAt: number;
  step: Step;
  language: 'en' | 'es';
  taught: TaughtPhrase[];
  /** The tag by which it is told from another that is open; the first is A without saying so. */
  tag: string;
  /** The words of our texts that asked. */
  asked: string[];
  /** A colleague has written to them since we asked. */
  hasColleagueWritten: boolean;
  /** The answer to that step that counts now. */
  value: AnswerValue | null;
  /** Whether they may be asked again when we do not understand. */
  mayAskAgain: boolean;
}

/** Why a text belongs to an ask, or to none. */
export type MatchReason =
  | 'only_open'
  | 'only_fitting'
  | 'tag'
  | 'quoted'
  | 'correction'
  | 'late'
  | 'several_open'
  | 'several_fit'
  | 'colleague_wrote'
  | 'not_understood'
  | 'about_another_text'
  | 'by_hand';

/** What a text was taken for. `offered` are the asks that it may belong to when nobody can say to which. */
export type Match =
  | {
      outcome: 'answer';
      candidate: Candidate;
      value: AnswerValue;
      span: Span | null;
      why: ReadingReason;
      reason: MatchReason;
    }
  | {
      outcome: 'asked_again' | 'needs_look';
      candidate: Candidate | null;
      offered: Candidate[];
      why: ReadingReason | null;
      reason: MatchReason;
    }
  | { outcome: 'chat'; candidate: null; reason: MatchReason };

interface Read {
  candidate: Candidate;
  reading: Reading;
}

const isOpen = ({ state }: Candidate) => state === 'asked' || state === 'unclear';

/**
 * Says to which ask a text belongs, why, and what it answers. Nothing is guessed: what may belong to several is for a
 * person to decide. Null when nothing is open and the text is no answer to what was.
 */
export function match(reply: Reply, candidates: Candidate[], today: string): Match | null {
  const named = byTag(reply, candidates, today) ?? byQuote(reply, candidates, today);
  if (named) return named;
  const open = candidates.filter(isOpen);
  const readings = open.map((candidate) => read(candidate, reply, today));
  const fitting = readings.filter(isSure);
  if (open.length > 1) return amongOpen(open, readings, fitting);
  const [only] = readings;
  if (only && isSure(only)) {
    // Everything fits a question for free words, also what is meant for a colleague.
    const isDoubtful = only.candidate.step.answering.kind === 'text' && only.candidate.hasColleagueWritten;
    return isDoubtful ? look([only.candidate], 'colleague_wrote', only) : answer(only, 'only_open');
  }
  const past = amongPast(reply, candidates, today, open.length > 0);
  if (past || !only) return past;
  return notUnderstood(only);
}

/** "B yes", or "yes for B": the tag, and words that fit what was asked with it. */
function byTag(reply: Reply, candidates: Candidate[], today: string): Match | null {
  const open = candidates.filter(isOpen);
  if (open.length < 2) return null;
  for (const { tag, rest, at } of withTag(reply.body)) {
    const candidate = open.find((each) => each.tag === tag);
    const found = candidate && read(candidate, { ...reply, body: rest }, today);
    if (found && isSure(found)) return answer(moved(found, at), 'tag');
  }
  return null;
}

/** A reaction of a phone, or words of ours that stand in the text. */
function byQuote(reply: Reply, candidates: Candidate[], today: string): Match | null {
  const quote = quotedIn(reply.body);
  if (!quote) return null;
  const asked = candidates.filter((candidate) => candidate.asked.some((words) => quote.isOf(words)));
  if (asked.length === 0) {
    return quote.isReaction && candidates.some(isOpen)
      ? { outcome: 'chat', candidate: null, reason: 'about_another_text' }
      : null;
  }
  // The same words are asked every week: the newest round is meant.
  const open = asked.filter(isOpen);
  const newest = open.length > 0 ? open : asked.slice(-1);
  const found = newest.map((candidate) =>
    read(candidate, quote.isReaction ? reply : { ...reply, body: quote.rest }, today),
  );
  const sure = found.filter(isSure);
  if (sure.length === 1 && sure[0]) return answer(quote.isReaction ? sure[0] : unplaced(sure[0]), 'quoted');
  return sure.length > 1 ? look(newest, 'several_fit', found[0]) : null;
}

function amongOpen(open: Candidate[], readings: Read[], fitting: Sure[]): Match {
  const [first] = fitting;
  const hasDoubt = readings.some(({ reading }) => reading.sureness === 'unsure');
  if (first && fitting.length === 1 && !hasDoubt) return answer(first, 'only_fitting');
  if (fitting.length > 1)
    return look(
      fitting.map(({ candidate }) => candidate),
      'several_fit',
    );
  if (fitting.length === 0 && !hasDoubt && open.every(({ hasColleagueWritten }) => hasColleagueWritten))
    return { outcome: 'chat', candidate: null, reason: 'colleague_wrote' };
  return look(open, 'several_open');
}

/**
 * What was answered may be corrected, and what was closed be answered late: of each question the newest round, for nobody
 * means the one before it. Without a word of regret only by words that nobody says just so, and not once a colleague has
 * written.
 */
function amongPast(reply: Reply, candidates: Candidate[], today: string, isAnyOpen: boolean): Match | null {
  const { rest: body, at, hasRegret, isNod } = withoutRegret(reply.body);
  const newest = candidates.filter((each) => each === candidates.findLast(isOfQuestion(each)));
  if (isAnyOpen && !hasRegret) return lateAmong(newest, reply, today);
  const corrected = newest
    .filter(({ state }) => state === 'answered')
    .filter(({ hasColleagueWritten, step }) => hasRegret || !(hasColleagueWritten || isNod || isLoose(step)))
    .map((candidate) => read(candidate, { ...reply, body }, today))
    .filter(isSure);
  const changed = corrected.filter(({ candidate, reading }) => !isSame(candidate.value, reading.value));
  const late = lateAmong(newest, reply, today);
  if (changed.length === 1 && changed[0] && (hasRegret || !late)) return answer(moved(changed[0], at), 'correction');
  if (changed.length > 0)
    return look(
      changed.map(({ candidate }) => candidate),
      'several_fit',
    );
  // Said once more, it is no news.
  return corrected.length > 0 ? null : late;
}

const isOfQuestion =
  ({ questionId }: Candidate) =>
  (other: Candidate) =>
    other.questionId === questionId;

function lateAmong(newest: Candidate[], reply: Reply, today: string): Match | null {
  const fitting = newest
    .filter(({ state, hasColleagueWritten, step }) => state === 'closed' && !hasColleagueWritten && !isLoose(step))
    .map((each) => read(each, reply, today))
    .filter(isSure);
  if (fitting.length > 1)
    return look(
      fitting.map(({ candidate }) => candidate),
      'several_fit',
    );
  return fitting[0] ? answer(fitting[0], 'late') : null;
}

function notUnderstood({ candidate, reading }: Read): Match {
  if (candidate.hasColleagueWritten) {
    if (reading.sureness === 'none') return { outcome: 'chat', candidate: null, reason: 'colleague_wrote' };
    return look([candidate], 'colleague_wrote', { candidate, reading });
  }
  const outcome = candidate.mayAskAgain ? 'asked_again' : 'needs_look';
  return { outcome, candidate, offered: [candidate], why: reading.reason, reason: 'not_understood' };
}

/** Nearly every text is an answer to these. */
const isLoose = ({ answering }: Step) => answering.kind === 'text' || answering.kind === 'photo';

// What comes out of the database has its keys in another order.
const isSame = (one: AnswerValue | null, other: AnswerValue) => isDeepStrictEqual(one, other);

interface Sure {
  candidate: Candidate;
  reading: Extract<Reading, { sureness: 'sure' }>;
}

const isSure = (read: Read): read is Sure => read.reading.sureness === 'sure';

function read(candidate: Candidate, reply: Reply, today: string): Read {
  const { step, language, taught } = candidate;
  return { candidate, reading: readAnswer(step.answering, reply, { language, today, taught }) };
}

function answer({ candidate, reading }: Sure, reason: MatchReason): Match {
  const { value, span, reason: why } = reading;
  return { outcome: 'answer', candidate, value, span: span ?? null, why, reason };
}

function look(offered: Candidate[], reason: MatchReason, read?: Read): Match {
  const candidate = offered.length === 1 ? (offered[0] ?? null) : null;
  return { outcome: 'needs_look', candidate, offered, why: read?.reading.reason ?? null, reason };
}

/** What was read in a part of the text stands so much later in the whole. */
function moved({ candidate, reading }: Sure, by: number): Sure {
  const { span } = reading;
  if (!span) return { candidate, reading };
  return { candidate, reading: { ...reading, span: { start: span.start + by, end: span.end + by } } };
}

function unplaced({ candidate, reading: { span: _, ...reading } }: Sure): Sure {
  return { candidate, reading };
}
