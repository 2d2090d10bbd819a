import { Type } from 'typebox';
import * as lines from '../domain/lines/lines.ts';
import { hasHeardBack } from '../domain/messages/messages.ts';
import * as people from '../domain/people/people.ts';
import { changePreferences, findProfile, findTeam, hideGettingStarted, type Member } from '../domain/teams/teams.ts';
import { Preferences } from './preferences.ts';
import { type ApiParts, forMembers } from './route.ts';
import { Me } from './shapes.ts';

export const read = forMembers({
  summary: 'Who is signed in, in which team, and how far they have come',
  answer: Me,
  handle: ({ member, parts }) => describeMe(member, parts),
});

export const change = forMembers({
  summary: 'Change preferences, each by itself; hide the getting-started list, or bring it back',
  body: Type.Object({
    gettingStartedHidden: Type.Optional(Type.Boolean()),
    preferences: Type.Optional(Type.Partial(Preferences)),
  }),
  answer: Me,
  handle: async ({ member, parts, body }) => {
    const { gettingStartedHidden, preferences } = body;
    if (preferences) await changePreferences(member, preferences);
    if (gettingStartedHidden !== undefined) await hideGettingStarted(member, gettingStartedHidden);
    parts.ownPages.tellChosen(member);
    return describeMe(member, parts);
  },
});

/** The ticks of the getting-started list come from what is there, never from what was clicked. */
export async function describeMe(member: Member, parts: ApiParts) {
  const [profile, team, own, has, heardBack] = await Promise.all([
    findProfile(member),
    findTeam(member),
    lines.list(member),
    people.haveAny(member),
    hasHeardBack(member),
  ]);
  const hasRealLine = own.some((line) => !line.isPractice);
  return {
    id: member.memberId,
    name: profile.name,
    email: profile.email,
    role: member.role,
    preferences: profile.preferences,
    team,
    practice: { isOn: parts.practice !== null && !hasRealLine, hasCrew: has.practice },
    gettingStarted: {
      isHidden: profile.hasHiddenGettingStarted,
      steps: { crew: has.practice, heardBack, people: has.real, line: hasRealLine },
    },
  };
}
