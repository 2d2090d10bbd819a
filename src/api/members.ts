import { Type } from 'typebox';
import { deactivateMember, reactivateMember } from '../domain/conversations/conversations.ts';
import { type Colleague, listMembers, type Member, setRole } from '../domain/teams/teams.ts';
import { forMembers } from './route.ts';
import { Id, Page } from './shapes.ts';
import { Member as MemberShape, Role } from './team-shapes.ts';

const params = Type.Object({ id: Id });

export const list = forMembers({
  summary: 'Everybody who is in the team, or was and is deactivated',
  answer: Page(MemberShape),
  handle: async ({ member }) => ({
    items: (await listMembers(member)).map((colleague) => show(member, colleague)),
    next: null,
  }),
});

export const change = forMembers({
  summary: 'Give a member another role',
  params,
  body: Type.Object({ role: Role }),
  answer: MemberShape,
  handle: async ({ member, params, body }) => show(member, await setRole(member, params.id, body.role)),
});

export const end = forMembers({
  summary:
    'Deactivate a member: signed out everywhere at once, and their conversations are soon nobody’s. Once more changes nothing',
  params,
  answer: MemberShape,
  handle: async ({ member, params }) => show(member, await deactivateMember(member, params.id)),
});

export const resume = forMembers({
  summary: 'Let a deactivated member in again, with the role and the conversations they had, unless others took these',
  params,
  answer: MemberShape,
  handle: async ({ member, params }) => show(member, await reactivateMember(member, params.id)),
});

function show(member: Member, { userId: _, ...colleague }: Colleague) {
  return { ...colleague, isYou: colleague.id === member.memberId };
}
