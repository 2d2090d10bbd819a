import { download } from '../platform/download.ts';
import type { ProviderLine } from './provider.ts';
import { addressOf } from './twilio-wire.ts';

/**
 * Twilio asks for the account's credentials and sends us on to where the file is stored, which must not get them
 * (https://www.twilio.com/docs/messaging/api/media-resource).
 * @throws DownloadError
 */
export function fetchMedia(
  line: ProviderLine,
  url: string,
  limits: { mostBytes: number; timeoutMs: number },
): Promise<Buffer> {
  const { accountSid, authToken } = line.settings;
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
  const { origin } = new URL(addressOf(line));
  return download(url, { origin, headers: { authorization: `Basic ${credentials}` }, ...limits });
}
