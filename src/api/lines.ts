import { Type } from 'typebox';
import type { Floor } from '../domain/floor.ts';
import * as lines from '../domain/lines/lines.ts';
import * as messages from '../domain/messages/messages.ts';
import { showAddress } from '../platform/phone-number.ts';
import { forMembers } from './route.ts';
import { Id, Line, OrNull, Page } from './shapes.ts';

const text = Type.String({ maxLength: 5000 });
const params = Type.Object({ id: Id });
const pace = { minimum: 0.01, maximum: 1000 };
const form = {
  segmentsPerSecond: Type.Optional(
    OrNull(Type.Number({ ...pace, description: 'null is no limit; left out what is usual' })),
  ),
  label: text,
  number: Type.Optional(text),
  settings: Type.Record(Type.String(), text, {
    description: 'what the provider needs; for twilio accountSid, authToken, messagingServiceSid?, baseUrl?',
  }),
};

export const list = forMembers({
  summary: 'The lines that the team texts from',
  answer: Page(Line),
  handle: async ({ member }) => ({
    items: (await lines.list(member)).map((line) => showLine(member, line)),
    next: null,
  }),
});

export const connect = forMembers({
  summary: 'Connect a number or messaging service, after asking the provider whether the settings are right',
  body: Type.Object({ provider: text, ...form }),
  answer: Line,
  status: 201,
  handle: async ({ member, body }) => showLine(member, await lines.connect(member, body)),
});

export const change = forMembers({
  summary: 'Change a line; what is left out stays, and sending goes on unless somebody has paused it',
  params,
  body: Type.Partial(Type.Object(form)),
  answer: Line,
  handle: async ({ member, params, body }) => showLine(member, await lines.change(member, params.id, body)),
});

export const pause = forMembers({
  summary: 'Stop sending over a line; what is written waits. Once more changes nothing',
  params,
  handle: ({ member, params }) => lines.pauseByHand(member, params.id),
});

export const resume = forMembers({
  summary: 'Send over a line again, whoever or whatever stopped it, and also while it rests',
  params,
  handle: ({ member, params }) => lines.resume(member, params.id),
});

export const setPace = forMembers({
  summary: 'Say how fast a line may send',
  params,
  body: Type.Object({ segmentsPerSecond: Type.Number(pace) }),
  handle: ({ member, params, body }) => lines.setPace(member, params.id, body.segmentsPerSecond),
});

export const setPrice = forMembers({
  summary: 'Say what a segment costs over a line, so that writers see it',
  params,
  body: Type.Object({
    amount: Type.Number({ exclusiveMinimum: 0, maximum: 1000 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
  }),
  handle: ({ member, params, body }) => messages.setPrice(member, params.id, body),
});

export const dropPrice = forMembers({
  summary: 'Say that nobody knows what a segment costs over a line',
  params,
  handle: ({ member, params }) => messages.setPrice(member, params.id, null),
});

export const dropPace = forMembers({
  summary: 'Let a line send as fast as its company takes it',
  params,
  handle: ({ member, params }) => lines.setPace(member, params.id, null),
});

/** A line as the API shows it: only settings that its provider declares and calls no secret. */
function showLine(floor: Floor, line: lines.Line) {
  const shown = lines.providerOf(floor, line.provider).settings.filter((each) => !each.isSecret);
  return {
    ...line,
    numberShown: line.number && showAddress(line.number),
    settings: Object.fromEntries(
      shown.flatMap(({ name }) => (line.settings[name] ? [[name, line.settings[name]]] : [])),
    ),
    webhooks: { inbound: lines.webhookUrl(floor, line, 'inbound'), status: lines.webhookUrl(floor, line, 'status') },
  };
}
