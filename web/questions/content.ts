import type { Question, QuestionContent } from '../api.ts';

/** What a question is made of, as the form has it and the server keeps it. */
export type Content = QuestionContent;
export type Step = Content['steps'][number];
export type Answering = Step['answering'];
export type Schedule = Content['schedule'];
export type Repeat = Schedule['repeat'];
export type Closing = Content['closing'];
export type Nudges = NonNullable<Content['nudges']>;
export type Audience = Content['audience'];
export type Rule = Content['rules'][number];

/** A question as it is written. Without a name of its own it is called by its words. */
export interface Form {
  name: string;
  content: Content;
  /** The Idempotency-Key of every try to save it as a new one. */
  key: string;
}

const longestName = 60;

/** The name that is kept: its own, or the first words that are asked, which are for nobody alone. */
export function nameOf({ name, content }: Pick<Form, 'name' | 'content'>): string {
  const asked = (content.steps[0]?.words ?? '').replace(/\{[^{}\n]*\}[,:!]?\s*/g, '').trim();
  const first = asked.split('\n', 1)[0] ?? '';
  const words = name.trim() || first.charAt(0).toUpperCase() + first.slice(1);
  return words.length <= longestName ? words : `${words.slice(0, longestName - 1).trimEnd()}…`;
}

/** A saved question as it is written. A name that follows from the words goes on to follow from them. */
export function formOf({ name, content }: Question): Form {
  return { name: nameOf({ name: '', content }) === name ? '' : name, content, key: '' };
}
