import type { IncomingText, ProviderLine } from './provider.ts';

/** What Twilio's default handling knows, when it is the whole text in any case (https://help.twilio.com/articles/223134027). */
const known = new Set([
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'REVOKE',
  'OPTOUT',
  'START',
  'YES',
  'UNSTOP',
  'HELP',
  'INFO',
]);

/**
 * Whether Twilio answers a keyword itself. With Advanced Opt-Out it says so with the text. By default it does for the words
 * that it knows, but not on a short code outside of a messaging service, nor where it was asked to leave that to us.
 */
export function answersKeyword(
  { number, settings }: ProviderLine,
  { body, optOut }: Pick<IncomingText, 'body' | 'optOut'>,
): boolean {
  if (optOut !== null) return true;
  if (settings.keywordAnswers === 'hearback') return false;
  const isShortCode = number !== null && /^\d{3,8}$/.test(number) && !settings.messagingServiceSid;
  return !isShortCode && known.has(body.trim().toUpperCase());
}
