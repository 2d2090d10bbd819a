import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isAway } from '../platform/database.ts';
import { AppError, type RefusalCode } from '../platform/errors.ts';
import { ForgedWebhook } from '../providers/provider.ts';

// To import it would load Node's WebSocket client as well: a twentieth of a start.
const { STATUS_CODES } = process.getBuiltinModule('node:http');

const statuses: Record<RefusalCode, number> = {
  invalid: 422,
  unreadable: 400,
  not_found: 404,
  forbidden: 403,
  signed_out: 401,
  already_set_up: 409,
  last_owner: 409,
  own_account: 409,
  wrong_password: 403,
  email_taken: 409,
  invitation_used: 410,
  invitation_expired: 410,
  invitation_revoked: 410,
  invitation_for_another: 403,
  signed_in_already: 409,
  person_exists: 409,
  opted_out: 409,
  no_line: 409,
  blocked_number: 409,
  blocked_country: 409,
  idempotency_key_reused: 409,
  still_looking: 409,
  already_leaving: 409,
  did_not_fail: 409,
  provider_credentials: 422,
  provider_unreachable: 422,
  practice_off: 409,
  push_failed: 422,
  too_many: 429,
  too_large: 413,
  cross_site: 403,
  too_late: 409,
  changed_since: 409,
  asked_already: 409,
  audience_changed: 409,
  in_use: 409,
  question_rests: 409,
  cannot_undo: 409,
  import_under_way: 409,
};

/** The largest body we read. A person with all that may be known of them has less, a webhook much less. */
export const mostBytes = 256 * 1024;

/** Nobody mends more than this at once. */
const mostFaults = 20;

/** Answers every error as RFC 9457 problem+json. A fault of ours is logged whole; the caller sees its id. */
export function answerWithProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error as Error);
  if (problem.status === 503) {
    request.log.warn({ err: error, requestId: request.id }, 'A request came while something that it needs was away.');
    reply.header('retry-after', '5');
  } else if (problem.status >= 500) request.log.error({ err: error, requestId: request.id }, 'A request failed.');
  return reply
    .status(problem.status)
    .type('application/problem+json')
    .header('x-content-type-options', 'nosniff')
    .send(
      JSON.stringify({ type: 'about:blank', title: STATUS_CODES[problem.status], ...problem, requestId: request.id }),
    );
}

interface Problem {
  status: number;
  code: string;
  message: string;
  fields?: Readonly<Record<string, string>>;
}

function toProblem(error: Error): Problem {
  if (error instanceof AppError) {
    const { code, message, fields, facts } = error;
    return { status: statuses[code], code, message, ...(fields && { fields }), ...facts };
  }
  if (error instanceof ForgedWebhook)
    return { status: 403, code: 'forbidden', message: 'This was not signed by the provider.' };
  const { validation, statusCode = 500, code } = error as Partial<FastifyError>;
  if (validation) {
    const fields = Object.fromEntries(validation.slice(0, mostFaults).map(readFault));
    return { status: 422, code: 'invalid', message: 'Something in the request is missing or wrong.', fields };
  }
  if (statusCode === 413) {
    const message = `This is too large. The limit is ${mostBytes / 1024} kilobytes.`;
    return { status: 413, code: 'too_large', message };
  }
  if (statusCode === 415)
    return { status: 415, code: 'invalid', message: 'Send JSON, with the content type application/json.' };
  // That of a DOMException, as of a time that ran out, is a number.
  if (typeof code === 'string' && code.endsWith('_JSON_BODY'))
    return { status: 400, code: 'invalid', message: 'The body of this request is not JSON.' };
  if (statusCode < 500) return { status: statusCode, code: 'invalid', message: 'This request cannot be read.' };
  if (isAway(error))
    return {
      status: 503,
      code: 'unavailable',
      message: 'The database does not answer in time. Try again in a few seconds.',
    };
  return { status: 500, code: 'fault', message: 'Something broke on our side. Nothing you wrote is lost; try again.' };
}

type Fault = NonNullable<FastifyError['validation']>[number];

/** A field's name with dots, and a sentence. */
function readFault({ instancePath, keyword, params, message }: Fault): [string, string] {
  const path = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'required')
    return [[path, String(params.missingProperty)].filter(Boolean).join('.'), 'This is missing.'];
  if (keyword === 'additionalProperties') return [String(params.additionalProperty), 'This is not known here.'];
  if (keyword === 'type') return [path || 'body', `This must be: ${[params.type].flat().join(' or ')}.`];
  return [path || 'body', `This ${message ?? 'is wrong'}.`];
}
