import type { QuestionContent } from '../api.ts';

/** What a question is made of, as the form has it and the server keeps it. */
export type Content = QuestionContent;
export type Step = Content['steps'][number];
export type Answering = Step['answering'];
export type Schedule = Content['schedule'];
export type Repeat = Schedule['repeat'];
export type Closing = Content['closing'];
export type Nudges = NonNullable<Content['nudges']>;
export type Audience = Content['audience'];

/** A question as it is written. Without a name of its own it is called by its words. */
export interface Form {
  name: string;
  content: Content;
}

const longestName = 60;

/** The name that is kept: its own, or the first words that are asked. */
export function nameOf({ name, content }: Form): string {
  const words = name.trim() || (content.steps[0]?.words ?? '').trim().split('\n', 1)[0] || '';
  return words.length <= longestName ? words : `${words.slice(0, longestName - 1).trimEnd()}…`;
}
