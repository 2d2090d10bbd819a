import { Type } from 'typebox';
import { needsSetUp, setUp } from '../domain/teams/teams.ts';
import { sparingly } from './auth/sparingly.ts';
import { describeMe } from './me.ts';
import { forAll } from './route.ts';
import { Me } from './shapes.ts';

export const state = forAll({
  summary: 'Whether the first team is still to be made',
  answer: Type.Object({ needed: Type.Boolean() }),
  handle: async ({ parts }) => ({ needed: await needsSetUp(parts.floor) }),
});

const text = Type.String({ maxLength: 1000 });

export const create = forAll({
  summary: 'Make the first team and its owner, and sign the owner in',
  body: Type.Object({ teamName: text, name: text, email: text, password: text, timeZone: text, country: text }),
  answer: Me,
  status: 201,
  handle: (ask) =>
    sparingly(ask, 'SET UP', async () => {
      const { parts, body, request, reply } = ask;
      const owner = await setUp(parts.floor, body);
      await parts.practice?.open(owner);
      await parts.auth.signIn(request, reply, body.email.trim().toLowerCase(), body.password);
      return describeMe(owner, parts);
    }),
});
