import { Type } from 'typebox';
import * as insights from '../domain/insights/insights.ts';
import { invalid } from '../platform/errors.ts';
import { Insights } from './insight-shapes.ts';
import { mustBeDay, pageQuery, readPageById } from './paging.ts';
import { forMembers } from './route.ts';
import { Id, Message, Page } from './shapes.ts';

const day = Type.String({ maxLength: 10, description: "such as 2026-11-27, in the team's zone" });

const rangeQuery = { from: day, until: day, lineId: Type.Optional(Id) };
const mostDays = 366;

export const read = forMembers({
  summary:
    'What became of the texts that were written on some days, both included: by day, hour, reason, speed and line',
  query: Type.Object(rangeQuery),
  answer: Insights,
  handle: async ({ member, query }) => ({
    ...(await insights.readInsights(member, readRange(query))),
    speedBounds: insights.speedBounds,
  }),
});

export const texts = forMembers({
  summary: 'The texts behind a number, the newest first: those that all of what is given is true of',
  query: Type.Object({
    ...pageQuery,
    ...rangeQuery,
    outcome: Type.Optional(Type.Enum([...insights.outcomes])),
    day: Type.Optional(day),
    hour: Type.Optional(Type.String({ pattern: '^(1?\\d|2[0-3])$' })),
    reason: Type.Optional(Type.String({ maxLength: 1000, description: 'the `message` of a reason' })),
    speed: Type.Optional(Type.String({ pattern: '^(-1|1?\\d)$' })),
  }),
  answer: Page(Type.Object({ message: Message, name: Type.String() })),
  handle: ({ member, query }) => {
    const { outcome, day, reason, hour, speed } = query;
    if (day !== undefined) mustBeDay('day', day);
    const bucket = {
      outcome,
      day,
      reason,
      hour: hour === undefined ? undefined : Number(hour),
      speed: speed === undefined ? undefined : Number(speed),
    };
    return readPageById(
      query,
      (page) => insights.listTexts(member, readRange(query), bucket, page),
      ({ message }) => message.id,
    );
  },
});

function readRange({ from, until, lineId }: { from: string; until: string; lineId?: string }): insights.Range {
  mustBeDay('from', from);
  mustBeDay('until', until);
  const { days } = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until), { largestUnit: 'days' });
  if (days < 0) throw invalid({ until: 'The last day comes before the first.' });
  if (days >= mostDays) throw invalid({ from: `Choose no more than ${mostDays} days.` });
  return { from, until, lineId: lineId ?? null };
}
