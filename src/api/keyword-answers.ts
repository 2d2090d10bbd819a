import { Type } from 'typebox';
import * as lines from '../domain/lines/lines.ts';
import { keywordWords } from '../domain/people/people.ts';
import { findTeam, type Member } from '../domain/teams/teams.ts';
import { forMembers } from './route.ts';
import { Id, OrNull, Time } from './shapes.ts';

const params = Type.Object({ id: Id });
const by = Type.Enum(['company', 'hearback'], { description: 'who answers a text that is nothing but HELP' });
const words = OrNull(Type.String({ maxLength: 2000 }));
const help = Type.Object({ en: words, es: words }, { description: 'words of our own; null is as usual' });

const KeywordAnswers = Type.Object({
  by,
  isChoice: Type.Boolean({ description: 'whether it can be said who answers' }),
  company: Type.String(),
  companySaidSoAt: OrNull(Time),
  help,
  usual: Type.Object({ en: Type.String(), es: Type.String() }, { description: 'what is answered without those' }),
});

export const read = forMembers({
  summary: 'Who answers STOP, START and HELP over a line, and what we answer to HELP',
  params,
  answer: KeywordAnswers,
  handle: ({ member, params }) => show(member, params.id),
});

export const set = forMembers({
  summary: 'Say who answers keywords over a line, where there is a choice, and what we answer to HELP',
  params,
  body: Type.Object({ by, help }),
  answer: KeywordAnswers,
  handle: async ({ member, params, body }) => {
    await lines.setKeywordAnswers(member, await lines.find(member, params.id), body);
    return show(member, params.id);
  },
});

async function show(member: Member, lineId: string) {
  const { help, ...answers } = lines.keywordAnswersOf(member, await lines.find(member, lineId));
  const { name } = await findTeam(member);
  return {
    ...answers,
    help: { en: help.en ?? null, es: help.es ?? null },
    usual: { en: keywordWords('help', name, 'en'), es: keywordWords('help', name, 'es') },
  };
}
