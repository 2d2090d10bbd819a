import { type OutgoingText, type ProviderLine, type SendAttempt, SendError } from './provider.ts';
import { explain } from './twilio-errors.ts';

/** Four hours, the time Twilio's own queue held a text for years: enough for a slow number, and no text comes a day late. */
const validityPeriodSeconds = 14_400;

/** The form of a create. @throws SendError when the line is not set up. */
export function createFields(
  { number, settings }: ProviderLine,
  { to, body, mediaUrls = [] }: OutgoingText,
  { statusUrl }: SendAttempt,
): Record<string, string | number | string[]> {
  // The SDK would take credentials from the environment instead, and so send from another account.
  if (!settings.accountSid || !settings.authToken) throw notSetUp('20003');
  return {
    To: to,
    ...senderOf(number, settings.messagingServiceSid),
    // With a picture there need not be any words.
    ...((body !== '' || mediaUrls.length === 0) && { Body: body }),
    ...(mediaUrls.length > 0 && { MediaUrl: mediaUrls }),
    ValidityPeriod: validityPeriodSeconds,
    ...(settings.baseUrl || canBeCalled(statusUrl) ? { StatusCallback: statusUrl } : {}),
  };
}

/** A service keeps each person on one sender by itself; a From beside it would overrule that. */
function senderOf(number: string | null, messagingServiceSid: string | undefined): Record<string, string> {
  if (messagingServiceSid) return { MessagingServiceSid: messagingServiceSid };
  if (number) return { From: number };
  throw notSetUp('21603');
}

function notSetUp(code: string): SendError {
  return new SendError('not_sent', explain(code).message, { code, stopsLine: true });
}

/** Twilio refuses the whole text (21609) when it could not report to this address; without it the text still goes. */
function canBeCalled(statusUrl: string): boolean {
  return !/^(.*\.)?localhost$|^127\.|^0\.0\.0\.0$|^\[::1\]$|_/.test(new URL(statusUrl).hostname);
}
