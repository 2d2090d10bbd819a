import type { Client } from 'openapi-fetch';
import type { components, paths } from './api.gen.ts';
import { callBy } from './call.ts';
import { words } from './words/words.ts';

export type Schemas = components['schemas'];
export type Act = Schemas['Act'];
export type Answering = Schemas['QuestionContent']['steps'][number]['answering'];
export type AnswerReading = Schemas['AnswerReading'];
export type AnswerValue = Schemas['KeptAnswer']['value'];
export type Board = Schemas['Board'];
export type BoardAsk = Schemas['BoardAsk'];
export type Conversation = Schemas['Conversation'];
export type Delivery = Schemas['Delivery'];
export type Insights = Schemas['Insights'];
export type Invitation = Schemas['Invitation'];
export type Line = Schemas['Line'];
export type Me = Schemas['Me'];
export type Member = Schemas['Member'];
export type Message = Schemas['Message'];
export type Person = Schemas['Person'];
export type ListedRound = Schemas['ListedRound'];
export type Planned = Schemas['Planned'];
export type Problem = Schemas['Problem'];
export type Question = Schemas['Question'];
export type QuestionContent = Schemas['QuestionContent'];
export type Note = Schemas['Note'];
export type SavedReply = Schemas['SavedReply'];
export type ScreenText = Schemas['ScreenText'];
export type Session = Schemas['Session'];
export type TimelineAct = Schemas['TimelineAct'];
export type TimelineItem = Schemas['TimelineItem'];
export type VirtualPhone = Schemas['VirtualPhone'];

/** The typed client of our own HTTP API. Wrap a call in `ask` to get its answer or a thrown error. */
export const api = {
  GET: callBy('GET'),
  POST: callBy('POST'),
  PUT: callBy('PUT'),
  PATCH: callBy('PATCH'),
  DELETE: callBy('DELETE'),
} as Pick<Client<paths>, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>;

/** The server answered, and refused: in the member's language, as far as we can say it. */
export class Refused extends Error {
  problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    const { said } = words().errors;
    const fields = Object.entries(problem.fields ?? {}).map(([name, sentence]) => [name, said(sentence)]);
    this.problem = { ...problem, message: said(problem.message), fields: Object.fromEntries(fields) };
  }
}

/** No answer: the network or the server is away. */
export class Unreachable extends Error {}

/** Whether an error says that the server is away, be it the network or what stands before the server. */
export function isAway(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refused && [502, 503, 504].includes(error.problem.status));
}

/** Waits for a call of `api`: answers its data, or throws `Refused` or `Unreachable`. */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Unreachable('no answer', { cause });
  });
  if (!response.ok) throw new Refused(asProblem(error, response.status));
  return data as T;
}

function asProblem(error: unknown, status: number): Problem {
  const known = typeof error === 'object' && error !== null ? (error as Partial<Problem>) : {};
  return { type: 'about:blank', title: '', code: 'unexpected', message: '', requestId: '', ...known, status };
}
