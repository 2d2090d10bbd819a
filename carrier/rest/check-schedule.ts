import { Refusal } from './refusal.ts';

const soonestMs = 300_000;
const latestMs = 35 * 86_400_000;
const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** When a message is to leave, or null for now. Twilio wants a service, `fixed`, and 5 minutes to 35 days ahead (errors 35111 to 35126). */
export function checkSchedule(form: URLSearchParams, now: number): number | null {
  const type = form.get('ScheduleType');
  const wish = form.get('SendAt');
  if (!type && !wish) return null;
  const refuse = (code: number, message: string) => new Refusal(400, code, message);
  if (type !== 'fixed') throw refuse(35126, "ScheduleType must be 'fixed'");
  if (!wish) throw refuse(35111, 'SendAt parameter is required for scheduled messages');
  if (!form.get('MessagingServiceSid')) throw refuse(35118, 'MessagingServiceSid is required to schedule a message');
  const sendAt = isoTime.test(wish) ? Date.parse(wish) : Number.NaN;
  if (Number.isNaN(sendAt)) throw refuse(35114, 'SendAt must be an ISO 8601 time, such as 2026-05-24T17:44:46Z');
  if (sendAt - now <= soonestMs) throw refuse(35114, 'SendAt time must be more than 300 seconds in the future');
  if (sendAt - now > latestMs) throw refuse(35114, 'SendAt time must be at most 35 days in the future');
  return sendAt;
}
