import { Type } from 'typebox';
import * as people from '../domain/people/people.ts';
import type { Member } from '../domain/teams/teams.ts';
import { invalid } from '../platform/errors.ts';
import { isId } from '../platform/ids.ts';
import { readAddress, showAddress } from '../platform/phone-number.ts';
import { ConsentRecord, OptedOut, StopRequest } from './consent-shapes.ts';
import { isTimeOfRow, pageQuery, readPage } from './paging.ts';
import { forMembers } from './route.ts';
import { Id, Page, Time } from './shapes.ts';

const params = Type.Object({ id: Id });
const words = Type.String({ maxLength: 5000 });

export const list = forMembers({
  summary: 'Numbers that must not be texted, the newest first',
  query: Type.Object({ ...pageQuery, search: Type.Optional(Type.String({ maxLength: 200 })) }),
  answer: Page(OptedOut),
  handle: async ({ member, query }) => {
    const { items, next } = await readPage(
      query,
      { at: isTimeOfRow, id: isId },
      (page) => people.listOptOuts(member, { search: query.search?.trim() ?? '', ...page }),
      ({ optedOutAt, id }) => ({ at: optedOutAt.toISOString(), id }),
    );
    return { items: items.map(show), next };
  },
});

export const requests = forMembers({
  summary: 'Those who seem to ask for no more texts, in words of their own, who has waited longest first: 200 at most',
  answer: Page(StopRequest),
  handle: async ({ member }) => ({ items: (await people.listRequests(member)).map(show), next: null }),
});

export const decide = forMembers({
  summary: 'Say what somebody meant who seems to ask for no more texts; of two who say it at once the first counts',
  params,
  body: Type.Object({ wantsNone: Type.Boolean() }),
  handle: ({ member, params, body }) => people.settleRequest(member, params.id, body.wantsNone),
});

export const records = forMembers({
  summary: 'All that was ever said about texting a number, the oldest first',
  query: Type.Object({ address: Type.String({ minLength: 1, maxLength: 200, description: 'E.164, or as it came' }) }),
  answer: Page(ConsentRecord),
  handle: ({ member, query }) => showRecords(member, [readAddress(query.address).value]),
});

export const recordsOf = forMembers({
  summary: 'All that was ever said about texting the numbers of a person, the oldest first',
  params,
  answer: Page(ConsentRecord),
  handle: async ({ member, params }) => showRecords(member, (await people.find(member, params.id)).phones),
});

export const consent = forMembers({
  summary: 'Keep that a person has agreed to be texted; it ends no opt-out',
  params,
  body: Type.Object({
    how: Type.Enum(['form', 'paper', 'spoken']),
    givenAt: Time,
    wording: Type.String({ maxLength: 5000, description: 'what they agreed to, as it was shown or said to them' }),
    evidence: Type.Optional(Type.String({ maxLength: 2000, description: 'where the proof is' })),
  }),
  status: 201,
  answer: Page(ConsentRecord),
  handle: async ({ member, params, body }) => {
    const givenAt = new Date(body.givenAt);
    if (Number.isNaN(givenAt.getTime())) throw invalid({ givenAt: 'This is not a time.' });
    const evidence = body.evidence?.trim() || null;
    await people.keepConsent(member, params.id, { ...body, givenAt, evidence });
    return showRecords(member, (await people.find(member, params.id)).phones);
  },
});

export const optOut = forMembers({
  summary: 'Opt a person out on all their numbers, with the reason',
  params,
  body: Type.Object({ words }),
  handle: ({ member, params, body }) => people.optOutByHand(member, params.id, body.words),
});

export const endOptOut = forMembers({
  summary: 'End an opt-out that a colleague made by mistake, with the reason; what they said themselves stays',
  params,
  body: Type.Object({ words }),
  handle: ({ member, params, body }) => people.endOptOut(member, params.id, body.words),
});

async function showRecords(member: Member, addresses: string[]) {
  return { items: (await people.readRecords(member, addresses)).map(show), next: null };
}

const show = <Row extends { address: string }>(row: Row) => ({ ...row, shown: showAddress(row.address) });
