import { openAsking, someday } from './asking.ts';
import type { Name } from './cast.ts';
import { until } from './until.ts';
import type { openOfficeHours } from './world.ts';

type World = Awaited<ReturnType<typeof openOfficeHours>>;

/** Whom a lively office knows. */
export const crew: Name[] = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Farah'];

const long = 'Wilhelmina-Anastasia von und zu Übermäßig-Langenhagen-Hohenschönhausen';

/**
 * An office on a busy day: people who wait and who were answered, names and texts that strain a page, a text that did
 * not arrive, one that is planned, notes, a colleague, a question with one answer and one that needs a look, broadcasts.
 */
export async function liven(world: World) {
  const { office, phone, openOffice } = world;
  const { must, conversationWith } = office;
  const conversations = '/api/v1/conversations';
  await phone('Dana').behaves({ delivery: 'undelivered', errorCode: 30003 });
  await phone('Ana').texts(
    'Is the gate open? I am at the north side, by the river, with two others and a van full of bread.',
  );
  await phone('Ben').texts('هل يمكنني الحضور غدًا؟ رقمي ‎+1 303 555 0102');
  await phone('Chidi').texts(
    'Y̷e̷s̷ 🎉🎉🎉 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  );
  await phone('Emre').texts(
    'Look at https://example.org/a/very/long/path/that/does/not/end/and/goes/on/and/on?with=a&query=too',
  );
  await office.texts('Dana', 'Gate B, code 4471. Bring the keys.');
  await office.shouldSeeStatus('Dana', 'undelivered');
  await office.texts('Ana', 'Yes, come in.');
  await phone('Ana').texts('Thanks! Which door?');
  const people = (await must('GET', '/api/v1/people')).items as { id: string; name: string }[];
  const farah = people.find(({ name }) => name === 'Farah')!;
  await must('PATCH', `/api/v1/people/${farah.id}`, { name: long, timeZone: 'America/Denver' });
  const sendAt = new Date(Date.now() + 26 * 3_600_000).toISOString();
  await must('POST', `${conversations}/${conversationWith('Farah')}/messages`, { body: 'Tomorrow at eight.', sendAt });
  const asking = openAsking(world);
  const idOf = (name: Name) => people.find((person) => person.name === name)!.id;
  const question = await asking.saves(someday([idOf('Ben'), idOf('Chidi')], { mostReasked: 0 }));
  const { id: roundId } = await must('POST', `/api/v1/questions/${question.id}/rounds`, {});
  await until('both to be asked', async () => (await asking.board(roundId)).counts.asked === 2);
  await phone('Ben').texts('maybe');
  await phone('Chidi').texts('Yes!');
  const broadcasts = await openBroadcasts(office, [idOf('Ben'), idOf('Chidi')], sendAt);
  const me = await must('GET', '/api/v1/me');
  const ana = conversationWith('Ana');
  await must('PUT', `${conversations}/${ana}/assignee`, { memberId: me.id });
  const { url } = await must('POST', '/api/v1/invitations', { role: 'member' });
  const omar = openOffice();
  const joining = { name: 'Omar Haddad', email: 'omar@food-bank.example', password: 'eight blue pears' };
  await omar.must('POST', '/api/v1/join', { token: new URL(url).hash.slice(1), ...joining });
  await omar.must('POST', `${conversations}/${ana}/notes`, {
    body: 'She drives the red van. @Nora',
    mentions: [me.id],
  });
  await must('POST', `${conversations}/${conversationWith('Emre')}/closure`);
  await must('PATCH', '/api/v1/me', { gettingStartedHidden: true });
  const invitation = await must('POST', '/api/v1/invitations', { role: 'member', email: 'olga@food-bank.example' });
  return {
    ana,
    dana: conversationWith('Dana'),
    farah: conversationWith('Farah'),
    benPath: `/people/${idOf('Ben')}`,
    questionPath: `/questions/${question.id}`,
    roundPath: `/questions/${question.id}/rounds/${roundId}`,
    ...broadcasts,
    joinPath: invitation.url.slice(new URL(invitation.url).origin.length),
  };
}

/** A draft for many people that strains a page, and one that is planned. */
async function openBroadcasts({ must }: World['office'], personIds: string[], at: string) {
  const path = '/api/v1/broadcasts';
  const audience = { groupIds: [], personIds, exceptGroupIds: [], exceptPersonIds: [] };
  const draft = await must('POST', path, { body: `Hi {name|there}, “${long}” is closed.`, audience });
  const planned = await must('POST', path, { body: `Ring road closed: ${long}`, audience, sendAt: { at } });
  const { willGet } = await must('GET', `${path}/${planned.id}/look`);
  await must('POST', `${path}/${planned.id}/dispatch`, { expected: willGet });
  return { draftPath: `/broadcasts/${draft.id}/edit`, broadcastPath: `/broadcasts/${planned.id}` };
}
