import type { Provider, Setting } from './provider.ts';
import { createFields } from './twilio-create.ts';
import { explain } from './twilio-errors.ts';
import { answersKeyword } from './twilio-keywords.ts';
import { listMedia, listTexts } from './twilio-list.ts';
import { fetchMedia } from './twilio-media.ts';
import { failureWithout, readAccepted, readCheck } from './twilio-outcome.ts';
import { read, receive } from './twilio-webhook.ts';
import { addressOf, hostOf, NoAnswer, openWire } from './twilio-wire.ts';

const settings: Setting[] = [
  {
    name: 'accountSid',
    isSecret: false,
    isRequired: true,
    pattern: /^AC[0-9a-fA-F]{32}$/,
    hint: 'AC and 32 digits or letters a to f, from the Twilio console.',
    directsSecrets: true,
  },
  {
    name: 'authToken',
    isSecret: true,
    isRequired: true,
    hint: 'The auth token of this account. An API key does not do: Twilio signs with the token.',
    keepsLastIn: 'previousAuthToken',
  },
  {
    name: 'previousAuthToken',
    isSecret: true,
    isRequired: false,
    hint: 'The token before, while it is being changed.',
  },
  {
    name: 'messagingServiceSid',
    isSecret: false,
    isRequired: false,
    pattern: /^MG[0-9a-fA-F]{32}$/,
    hint: 'MG and 32 digits or letters a to f. The service then chooses the sender.',
    choosesSender: true,
  },
  {
    name: 'keywordAnswers',
    isSecret: false,
    isRequired: false,
    pattern: /^(?:twilio|hearback)$/,
    hint: 'Who answers STOP, START and HELP: twilio, or hearback where Twilio has switched its own answers off for you.',
  },
  {
    name: 'baseUrl',
    isSecret: false,
    isRequired: false,
    pattern: /^https?:\/\/[^\s/?#]+[^\s?#]*$/,
    hint: 'Only for rehearsals: the address of something that speaks like Twilio.',
    directsSecrets: true,
  },
];

const page = { method: 'get', path: 'Messages.json' } as const;

/** Twilio's Messages API (https://www.twilio.com/docs/messaging/api/message-resource). */
export function openTwilio({ timeoutMs = 35_000, checkTimeoutMs = 10_000 } = {}): Provider {
  const call = openWire();
  return {
    name: 'twilio',
    title: 'Twilio',
    settings,
    async send(line, text, attempt) {
      const fields = createFields(line, text, attempt);
      const answer = await call(line, { method: 'post', path: 'Messages.json', fields, timeoutMs }).catch((error) => {
        throw error instanceof NoAnswer ? failureWithout(error) : error;
      });
      return readAccepted(answer);
    },
    receive,
    read,
    // Never a body: Twilio would text it to the person (https://www.twilio.com/docs/messaging/twiml).
    acknowledge: () => ({ status: 204, headers: { 'cache-control': 'no-store' }, body: '' }),
    explain,
    answersKeyword,
    async check(line) {
      const listOne = { ...page, fields: { PageSize: 1 }, timeoutMs: checkTimeoutMs };
      try {
        return readCheck(await call(line, listOne), hostOf(line));
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        return { kind: 'unreachable', message: `Nobody answers at ${hostOf(line)}: ${error.message}.` };
      }
    },
    list: (line, wanted) =>
      listTexts((fields) => call(line, { ...page, fields, timeoutMs: checkTimeoutMs }), line, wanted),
    fetchMedia,
    listMedia: (line, providerId) =>
      listMedia(
        (fields) =>
          call(line, {
            method: 'get',
            path: `Messages/${encodeURIComponent(providerId)}/Media.json`,
            fields,
            timeoutMs: checkTimeoutMs,
          }),
        addressOf(line),
      ),
  };
}
