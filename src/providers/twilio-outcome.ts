import { type Accepted, type CheckResult, SendError } from './provider.ts';
import { explain, type Reason, reasonFor } from './twilio-errors.ts';
import type { Answer, NoAnswer } from './twilio-wire.ts';

const secondMs = 1_000;
const hourMs = 3_600_000;

/** Reads the answer to a create. @throws SendError for everything but a message that Twilio took. */
export function readAccepted(answer: Answer): Accepted {
  const { sid, from } = fieldsOf(answer.body);
  const isTaken = answer.status >= 200 && answer.status < 300;
  if (!isTaken || typeof sid !== 'string' || !/^(SM|MM)[0-9a-f]{32}$/i.test(sid)) throw failureOf(answer);
  return { providerId: sid, from: typeof from === 'string' && from !== '' ? from : null };
}

/** Without an answer the text is lost only when it cannot have arrived. */
export function failureWithout(answer: NoAnswer): SendError {
  const { mayHaveArrived, cause } = answer;
  return mayHaveArrived
    ? new SendError('unknown', `Twilio did not answer: ${answer.message}.`, { cause })
    : new SendError('not_sent', `Twilio could not be reached: ${answer.message}.`, { cause });
}

function failureOf(answer: Answer): SendError {
  const { status, body } = answer;
  const code = codeOf(answer);
  // Only a 4xx in Twilio's own words proves that nothing was sent; anything else may come from a machine in between.
  if (status < 400 || status >= 500 || code === null) {
    return new SendError('unknown', `The answer does not say whether Twilio took the text (HTTP ${status}).`, { code });
  }

  const reason = reasonFor(code);
  const notSent: Reason['notSent'] =
    status === 401 ? { stopsLine: true } : (reason?.notSent ?? (status === 429 ? { slowsLine: true } : undefined));
  const message = reason?.message ?? wordsOf(body) ?? explain(code).message;
  if (!notSent) return new SendError('refused', message, { code, isOptOut: reason?.isOptOut });

  const waits = [notSent.retryAfterMs, retryAfterMs(answer.headers)].filter((ms) => typeof ms === 'number');
  return new SendError('not_sent', message, {
    code,
    stopsLine: notSent.stopsLine,
    slowsLine: notSent.slowsLine,
    restsLine: notSent.restsLine,
    retryAfterMs: waits.length > 0 ? Math.max(...waits) : null,
  });
}

/** Reads the answer to a listing. One that was refused for another reason than the settings still shows that Twilio knows us. */
export function readCheck(answer: Answer, host: string): CheckResult {
  const code = codeOf(answer);
  if (code !== null && (answer.status === 401 || reasonFor(code)?.notSent?.stopsLine)) {
    const { message, advice } = explain(code);
    return { kind: 'wrong_credentials', message: `${message} ${advice}` };
  }
  if (answer.status >= 500) {
    return { kind: 'unreachable', message: `${host} has trouble at the moment (HTTP ${answer.status}).` };
  }
  if (code !== null || Array.isArray(fieldsOf(answer.body).messages)) return { kind: 'ok' };
  return { kind: 'unreachable', message: `What answers at ${host} is not Twilio (HTTP ${answer.status}).` };
}

/**
 * The wait that the answer asks for, between a second and an hour: seconds or a date (RFC 9110, 10.2.3).
 * A date is read against the answer's own Date, so that the two clocks need not agree.
 */
function retryAfterMs(headers: Answer['headers']): number | null {
  const asked = headers['retry-after']?.trim();
  if (!asked) return null;
  const seconds = Number(asked);
  const ms = Number.isNaN(seconds) ? Date.parse(asked) - Date.parse(headers.date ?? '') : seconds * secondMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, secondMs), hourMs);
}

/** Twilio's own code for an error, or null when the body is not Twilio's. A 401 says enough without one. */
function codeOf({ status, body }: Answer): string | null {
  const { code } = fieldsOf(body);
  if (typeof code === 'number' && Number.isInteger(code) && code > 0) return String(code);
  return status === 401 ? '20003' : null;
}

function wordsOf(body: unknown): string | null {
  const { message } = fieldsOf(body);
  return typeof message === 'string' && message !== ''
    ? `Twilio refused the text: ${message.replace(/\.$/, '')}.`
    : null;
}

function fieldsOf(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}
