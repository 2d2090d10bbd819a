import { invalid } from '../../platform/errors.ts';
import { storable } from '../../platform/storable.ts';

/** Twilio's limit for one message, in UTF-16 units (error 21617); longer texts are refused by others too. */
const longestBody = 1600;

/** The words of a text as they are stored and sent. @throws AppError `invalid` for none, unless it has pictures, or too many. */
export function readBody(typed: string, { hasPictures = false } = {}): string {
  const body = storable(typed).replace(/\r\n?/g, '\n').trimEnd();
  if (body.trim() === '' && hasPictures) return '';
  if (body.trim() === '') throw invalid({ body: 'Write something first.' });
  if (body.length > longestBody) {
    throw invalid({
      body: `This is ${body.length.toLocaleString('en')} characters long. A text can have ${longestBody.toLocaleString('en')}.`,
    });
  }
  return body;
}
