import { Type } from 'typebox';
import { findSubscription, listSubscriptions, subscribe, unsubscribe } from '../domain/teams/teams.ts';
import { AppError, invalid } from '../platform/errors.ts';
import { forMembers } from './route.ts';
import { Id, Page, Time } from './shapes.ts';

const params = Type.Object({ id: Id });

const Browser = Type.Object({ id: Id, endpoint: Type.String(), createdAt: Time });

export const list = forMembers({
  summary: 'My browsers that are told of news, and the key with which a browser subscribes',
  answer: Type.Object({
    ...Page(Browser).properties,
    publicKey: Type.String({ description: 'for PushManager.subscribe, as applicationServerKey' }),
  }),
  handle: async ({ member, parts }) => ({
    items: (await listSubscriptions(member)).map(show),
    next: null,
    publicKey: parts.webPush.publicKey,
  }),
});

export const add = forMembers({
  summary: 'Have a browser told of news, until this session ends: what PushManager.subscribe has answered',
  body: Type.Object({
    endpoint: Type.String({ maxLength: 1000 }),
    keys: Type.Object({ p256dh: Type.String({ maxLength: 200 }), auth: Type.String({ maxLength: 100 }) }),
    language: Type.Optional(Type.Enum(['en', 'es'])),
  }),
  answer: Browser,
  status: 201,
  handle: async ({ member, sessionId, parts, body }) => {
    const faults = parts.webPush.faultsOf(body);
    if (Object.keys(faults).length > 0) throw invalid(faults);
    const { endpoint, keys, language } = body;
    return show(await subscribe(member, sessionId, { endpoint, keys, language }));
  },
});

export const remove = forMembers({
  summary: 'Have a browser told of nothing more',
  params,
  handle: ({ member, params }) => unsubscribe(member, params.id),
});

/** Not what the network said: an answer that tells open ports apart would be one for whoever explores. */
const sayings = {
  gone: 'It was not sent: this browser takes no notifications from here any more. Turn them on again.',
  refused: 'It was not sent: the push service refused it. Turn notifications off and on again.',
  later: 'It was not sent: the push service did not take it. Try again in a minute.',
};

export const tryOut = forMembers({
  summary: 'Send a notification to one of my browsers, now',
  params,
  handle: async ({ member, parts, params }) => {
    const { keys, endpoint, language } = await findSubscription(member, params.id);
    const message = { kind: 'test', language };
    const outcome = await parts.webPush.send({ keys, endpoint }, message, { keepSeconds: 60 });
    if (outcome.kind === 'gone') await unsubscribe(member, params.id);
    if (outcome.kind !== 'sent') throw new AppError('push_failed', sayings[outcome.kind]);
  },
});

function show({ id, endpoint, createdAt }: { id: string; endpoint: string; createdAt: Date }) {
  return { id, endpoint, createdAt };
}
