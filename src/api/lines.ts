import { Type } from 'typebox';
import type { Floor } from '../domain/floor.ts';
import * as lines from '../domain/lines/lines.ts';
import { forMembers } from './route.ts';
import { Id, Line, OrNull, Page } from './shapes.ts';

const text = Type.String({ maxLength: 5000 });
const form = {
  segmentsPerSecond: Type.Optional(
    OrNull(Type.Number({ minimum: 0.01, maximum: 1000, description: 'null is no limit; left out what is usual' })),
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
  summary: 'Change a line; what is left out stays, and sending goes on if it was paused',
  params: Type.Object({ id: Id }),
  body: Type.Partial(Type.Object(form)),
  answer: Line,
  handle: async ({ member, params, body }) => showLine(member, await lines.change(member, params.id, body)),
});

/** A line as the API shows it: only settings that its provider declares and calls no secret. */
function showLine(floor: Floor, line: lines.Line) {
  const shown = lines.providerOf(floor, line.provider).settings.filter((each) => !each.isSecret);
  return {
    ...line,
    settings: Object.fromEntries(
      shown.flatMap(({ name }) => (line.settings[name] ? [[name, line.settings[name]]] : [])),
    ),
    webhooks: { inbound: lines.webhookUrl(floor, line, 'inbound'), status: lines.webhookUrl(floor, line, 'status') },
  };
}
