import { Type } from 'typebox';
import * as questions from '../domain/questions/questions.ts';
import { notFound } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { type AnswerFile, csvType, sendFile } from './file.ts';
import { readKey } from './idempotency-key.ts';
import { AskState } from './question-shapes.ts';
import { forMembers } from './route.ts';
import { Id } from './shapes.ts';

const params = Type.Object({ id: Id });
const count = Type.Integer({ description: 'to how many' });

export const nudge = forMembers({
  summary: 'Remind all who are silent, now; whoever was reminded in the last ten minutes is left alone',
  params,
  answer: Type.Object({ count }),
  status: 201,
  handle: async ({ member, params }) => ({ count: await questions.nudgeNow(member, params.id) }),
});

export const text = forMembers({
  summary:
    'Text those who gave one of these answers to the first step, or who stand in one of these states. With the same Idempotency-Key nobody gets it twice',
  params,
  body: Type.Object({
    body: Type.String({ description: 'may hold fields, such as {first name}' }),
    to: Type.Union([
      Type.Object({ ids: Type.Array(Type.String(), { minItems: 1, maxItems: 30 }) }),
      Type.Object({ states: Type.Array(AskState, { minItems: 1, maxItems: 6 }) }),
    ]),
  }),
  answer: Type.Object({ count }),
  status: 201,
  handle: async ({ member, params, body, request }) => {
    const text = { words: body.body, key: readKey(request.headers['idempotency-key']) };
    return { count: await questions.textSome(member, params.id, body.to, text) };
  },
});

const types = {
  csv: csvType,
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A round as a file, as the query says it is seen on its board; it is written while it is read. */
export const exportAs =
  (format: keyof typeof types): AnswerFile =>
  async ({ member, params: { id = '' }, query: { step, show, late }, reply }) => {
    if (!isId(id)) throw notFound('round');
    const pieces = await questions.exportRound(member, id, {
      format,
      step: Number.parseInt(String(step), 10) || 0,
      show: typeof show === 'string' ? show : null,
      countsLate: late !== 'out',
    });
    return sendFile(reply, types[format], `round.${format}`, pieces);
  };
