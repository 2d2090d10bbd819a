import { Type } from 'typebox';
import { readLimits, spent } from '../domain/limits/limits.ts';
import { changeLimits } from '../domain/messages/messages.ts';
import type { Member } from '../domain/teams/teams.ts';
import { numberedCountries } from '../platform/countries-of-numbers.ts';
import { forMembers } from './route.ts';
import { OrNull, VersionRead } from './shapes.ts';

const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' });
const TimeOfDay = Type.String({ maxLength: 5, description: 'such as 08:00' });

const form = {
  hours: Type.Object(
    { opens: TimeOfDay, closes: TimeOfDay },
    { description: 'when many are texted, each by their own clock' },
  ),
  keepsHours: Type.Boolean({ description: 'whether broadcasts and reminders wait for these hours' }),
  questionsKeepHours: Type.Boolean({ description: 'whether questions wait for them, too' }),
  // What is out of bounds is refused in words.
  weekly: OrNull(
    Type.Number({
      description: 'texts to many that one person gets in seven days at most',
    }),
  ),
  cap: OrNull(
    Type.Object(
      { amount: Type.Number(), currency: Type.String({ maxLength: 20, description: 'ISO 4217' }) },
      { description: 'what a month may cost; then nothing leaves' },
    ),
  ),
  countries: Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), {
    maxItems: 300,
    description: 'whose numbers are texted, by ISO 3166-1; premium and satellite numbers never are',
  }),
};

const newAbroad = OrNull(
  Type.Number({
    description:
      'numbers of one country abroad, never texted before, that are texted in an hour at most; the rest waits',
  }),
);

const Limits = Type.Object({
  version: Type.Integer({ description: 'another with each change' }),
  ...form,
  newAbroad,
  spent: Type.Array(
    Type.Object({
      currency: Currency,
      spent: Type.Number({ description: 'what has left this month' }),
      waiting: Type.Number({ description: 'what waits in the queue' }),
      cap: OrNull(Type.Number()),
      left: OrNull(Type.Number()),
    }),
    { description: 'the month so far, by currency; that of the limit first' },
  ),
  allCountries: Type.Array(Type.String(), { description: 'all that can be chosen' }),
});

export const read = forMembers({
  summary: 'What the team lets itself do: hours, texts in a week, money, countries',
  answer: Limits,
  handle: ({ member }) => show(member),
});

export const change = forMembers({
  summary: 'Set the limits, all of them; what waits because of those of before is let go',
  body: Type.Object({ ...form, newAbroad: Type.Optional(newAbroad), version: VersionRead }),
  answer: Limits,
  handle: async ({ member, body: { version, ...given } }) => {
    const { hours, keepsHours, questionsKeepHours, weekly, cap, countries } = given;
    // A page of before knows nothing of it.
    const { newAbroad = (await readLimits(member)).newAbroad } = given;
    const limits = { hours, keepsHours, questionsKeepHours, weekly, cap, countries, newAbroad };
    await changeLimits(member, limits, version);
    return show(member);
  },
});

async function show(member: Member) {
  return { ...(await readLimits(member)), spent: await spent(member), allCountries: [...numberedCountries] };
}
