import type { Exchange } from '../exchange.ts';
import type { Media, Message } from '../messages.ts';
import { checkCredentials } from './account.ts';
import { changeMessage, deleteMessage, feedback } from './change.ts';
import { createMessage } from './create.ts';
import { listMessages } from './list.ts';
import { deleteMedia, listMedia } from './media.ts';
import { notFound, Refusal } from './refusal.ts';
import { mediaResource, messageResource } from './resource.ts';

type RestRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  authorization: string | undefined;
};
export type RestAnswer = { status: number; body?: unknown; location?: string };

type Asked = RestRequest & {
  exchange: Exchange;
  accountSid: string;
  /** The message of the address; throws when there is none. */
  message(): Message;
  media(): Media;
};
type Route = [method: string, below: RegExp, answer: (asked: Asked) => RestAnswer];

const sid = '(?<messageSid>(?:SM|MM)[0-9a-fA-F]{32})';
const mediaSid = '(?<mediaSid>ME[0-9a-fA-F]{32})';
const list = /^\.json$/;
const one = new RegExp(`^/${sid}\\.json$`);
const mediaList = new RegExp(`^/${sid}/Media\\.json$`);
const oneMedia = new RegExp(`^/${sid}/Media/${mediaSid}\\.json$`);
const mediaFile = new RegExp(`^/${sid}/Media/${mediaSid}$`);
const feedbacks = new RegExp(`^/${sid}/Feedback\\.json$`);

const ok = (body: unknown): RestAnswer => ({ status: 200, body });
const gone = (): RestAnswer => ({ status: 204 });

/** Every address of the REST API, below `/2010-04-01/Accounts/{AccountSid}/Messages`. */
const routes: Route[] = [
  [
    'POST',
    list,
    (asked) => ({ status: 201, body: messageResource(createMessage(asked.exchange, asked.accountSid, asked.form)) }),
  ],
  ['GET', list, (asked) => ok(listMessages(asked.exchange, asked.accountSid, asked.query))],
  ['GET', one, (asked) => ok(messageResource(asked.message()))],
  ['POST', one, (asked) => ok(messageResource(changeMessage(asked.exchange, asked.message(), asked.form)))],
  [
    'DELETE',
    one,
    (asked) => {
      deleteMessage(asked.exchange, asked.message());
      return gone();
    },
  ],
  ['GET', mediaList, (asked) => ok(listMedia(asked.message(), asked.query))],
  ['GET', oneMedia, (asked) => ok(mediaResource(asked.message(), asked.media()))],
  [
    'DELETE',
    oneMedia,
    (asked) => {
      deleteMedia(asked.exchange, asked.message(), asked.media());
      return gone();
    },
  ],
  // The file itself: Twilio sends the reader on to where it is stored.
  ['GET', mediaFile, (asked) => ({ status: 307, location: asked.media().url })],
  ['POST', feedbacks, (asked) => ok(feedback(asked.exchange, asked.message(), asked.form))],
];

const messagesOfAccount = /^\/2010-04-01\/Accounts\/(AC[0-9a-fA-F]{32})\/Messages(.*)$/;

/** Answers one request to Twilio's API; throws a Refusal for everything that Twilio would refuse. */
export function answerRest(exchange: Exchange, request: RestRequest): RestAnswer {
  const [, accountSid, below] = messagesOfAccount.exec(request.path) ?? [];
  if (!accountSid) throw notFound(request.path);
  checkCredentials(exchange, accountSid, request.authorization);
  const here = routes.filter(([, pattern]) => pattern.test(below!));
  const route = here.find(([method]) => method === request.method);
  if (here.length === 0) throw notFound(request.path);
  if (!route) throw new Refusal(405, 20004, `Method not allowed: ${request.method}`);

  const sids = route[1].exec(below!)?.groups ?? {};
  const message = () => {
    const found = exchange.messages.get(sids.messageSid ?? '');
    if (!found || found.deleted || found.accountSid !== accountSid) throw notFound(request.path);
    return found;
  };
  const media = () => {
    const found = message().media.find((each) => each.sid === sids.mediaSid);
    if (!found) throw notFound(request.path);
    return found;
  };
  return route[2]({ ...request, exchange, accountSid, message, media });
}
