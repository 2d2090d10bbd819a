import { Type } from 'typebox';
import { meet } from '../domain/conversations/conversations.ts';
import * as lines from '../domain/lines/lines.ts';
import * as people from '../domain/people/people.ts';
import type { Member } from '../domain/teams/teams.ts';
import type { CarrierControl, CarrierPhone } from '../platform/carrier-control.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { showAddress } from '../platform/phone-number.ts';
import { showPerson } from './people.ts';
import { ScreenText, VirtualPhone } from './practice-shapes.ts';
import { type ApiParts, forMembers } from './route.ts';
import { Person } from './shapes.ts';

const params = Type.Object({ number: Type.String({ pattern: '^\\+\\d{3,15}$' }) });

export const meetCrew = forMembers({
  summary: 'Add the practice crew: people whose phones are pretended',
  answer: Type.Object({ items: Type.Array(Person) }),
  status: 201,
  handle: async ({ member, parts }) => {
    const cast = (await controlOf(parts).phones()).filter((phone) => phone.temperament);
    const batchId = member.newId();
    const crew = await Promise.all(cast.map((phone) => meetPhone(member, phone, batchId)));
    return { items: crew.map(showPerson) };
  },
});

export const phones = forMembers({
  summary: 'The virtual phones of the practice crew',
  answer: Type.Object({ items: Type.Array(VirtualPhone) }),
  handle: async ({ member, parts }) => {
    const cast = (await controlOf(parts).phones()).filter((phone) => phone.temperament);
    const owners = await people.findByAddresses(
      member,
      cast.map((phone) => phone.number),
    );
    return { items: cast.map((phone) => showPhone(phone, owners.get(phone.number))) };
  },
});

export const behave = forMembers({
  summary: 'Change how a virtual phone behaves',
  params,
  body: Type.Object({ behaviour: Type.Record(Type.String(), Type.Unknown()) }),
  answer: VirtualPhone,
  handle: async ({ member, parts, params, body }) => {
    const phone = await controlOf(parts).setBehaviour(params.number, body.behaviour);
    return showPhone(phone, (await people.findByAddresses(member, [phone.number])).get(phone.number));
  },
});

export const screen = forMembers({
  summary: 'What a virtual phone shows, oldest first',
  params,
  answer: Type.Object({ items: Type.Array(ScreenText) }),
  handle: async ({ parts, params }) => {
    const texts = await controlOf(parts).texts(params.number);
    // The carrier speaks as Twilio does, from the account's side; a phone's screen is the other side.
    return {
      items: texts.map(({ media, ...text }) => ({
        ...text,
        pictures: media.flatMap(({ url }) => {
          const sid = /^\/_carrier\/media\/(\w+)$/.exec(url)?.[1];
          return sid ? [`/api/v1/practice/media/${sid}`] : [];
        }),
        direction: text.direction === 'inbound' ? ('outbound' as const) : ('inbound' as const),
      })),
    };
  },
});

export const textFromPhone = forMembers({
  summary: 'Text us from a virtual phone, as its person would',
  params,
  body: Type.Object({ body: Type.String({ minLength: 1, maxLength: 1600 }) }),
  answer: Type.Object({ sid: Type.String() }),
  status: 201,
  handle: async ({ member, parts, params, body }) => {
    const line = (await lines.list(member)).find((each) => each.isPractice);
    if (!line?.number) throw notFound('practice line');
    // Any other number might be somebody's real one, and its texts would then be answered over the practice line.
    const isKnown = (await people.findByAddresses(member, [params.number])).has(params.number);
    if (!isKnown) throw notFound('virtual phone');
    return controlOf(parts).text(params.number, { to: line.number, body: body.body });
  },
});

async function meetPhone(member: Member, phone: CarrierPhone, batchId: string): Promise<people.Person> {
  try {
    return await meet(member, { name: phone.name, phones: [phone.number] }, { batchId });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'person_exists') throw error;
    const known = (await people.findByAddresses(member, [phone.number])).get(phone.number);
    if (!known) throw error;
    return known;
  }
}

function showPhone(phone: CarrierPhone, person: people.Person | undefined) {
  return {
    ...phone,
    temperament: phone.temperament ?? '',
    numberShown: showAddress(phone.number),
    personId: person?.id ?? null,
    conversationId: person?.conversationId ?? null,
  };
}

function controlOf(parts: ApiParts): CarrierControl {
  if (!parts.practice)
    throw new AppError('practice_off', 'The practice line is off. Start with HEARBACK_CARRIER=on to use it.');
  return parts.practice.control;
}
