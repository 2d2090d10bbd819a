import { sql } from 'kysely';
import { invalid } from '../../platform/errors.ts';
import { readName } from '../../platform/name.ts';
import type { TeamScope } from '../floor.ts';
import { list } from '../lines/lines.ts';
import type { Audience, Broadcast, SendAt } from './broadcast.ts';

/** What is written of a broadcast before it is dispatched. */
export type Draft = Pick<Broadcast, 'name' | 'body' | 'audience' | 'lineId' | 'sendAt' | 'segmentsPerMinute'>;

const longestName = 100;

/** While it is written it may be longer than what is sent. */
const longestBody = 5000;

/**
 * A draft as it is kept. It may be unfinished, but what it names must exist.
 * @throws AppError `invalid` with a sentence for every wrong field.
 */
export async function readDraft(scope: TeamScope, input: Draft): Promise<Draft> {
  const { body, audience, lineId, sendAt, segmentsPerMinute } = input;
  const name = readName(input.name);
  const wrong = {
    ...(name.length > longestName && { name: `Use ${longestName} characters or fewer.` }),
    ...(body.length > longestBody && { body: `Use ${longestBody} characters or fewer.` }),
    ...wrongTime(sendAt),
    ...(await wrongAudience(scope, audience)),
    ...(lineId && !(await list(scope)).some(({ id }) => id === lineId) && { lineId: 'There is no such line.' }),
  };
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  return { name, body, audience: onceEach(audience), lineId, sendAt, segmentsPerMinute };
}

/**
 * What a draft named when it was written may be gone when it is sent.
 * @throws AppError `invalid`.
 */
export async function mustBeThere(scope: TeamScope, audience: Audience): Promise<void> {
  const wrong = await wrongAudience(scope, audience);
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
}

const onceEach = ({ groupIds, personIds, exceptGroupIds, exceptPersonIds }: Audience): Audience => {
  const once = (ids: string[]) => [...new Set(ids.map((id) => id.toLowerCase()))];
  return {
    groupIds: once(groupIds),
    personIds: once(personIds),
    exceptGroupIds: once(exceptGroupIds),
    exceptPersonIds: once(exceptPersonIds),
  };
};

function wrongTime(sendAt: SendAt): Record<string, string> {
  try {
    if (!sendAt) return {};
    if ('at' in sendAt) Temporal.Instant.from(sendAt.at);
    else Temporal.PlainDateTime.from(`${sendAt.localDate}T${sendAt.localTime}`, { overflow: 'reject' });
    return {};
  } catch {
    return { sendAt: 'This is not a time.' };
  }
}

async function wrongAudience(scope: TeamScope, audience: Audience): Promise<Record<string, string>> {
  const named = [...audience.personIds, ...audience.exceptPersonIds];
  const { rows } = await sql<{ groups: string[]; people: string[] }>`
    select array(select id from groups where team_id = ${scope.teamId}::uuid
        and id = any (${[...audience.groupIds, ...audience.exceptGroupIds]}::uuid[])) as groups,
      array(select id from people where team_id = ${scope.teamId}::uuid and id = any (${named}::uuid[])
        union select other_person_id from merges
        where team_id = ${scope.teamId}::uuid and other_person_id = any (${named}::uuid[])) as people`.execute(
    scope.db,
  );
  const known = new Set([...(rows[0]?.groups ?? []), ...(rows[0]?.people ?? [])]);
  const isUnknown = (id: string) => !known.has(id.toLowerCase());
  const words = {
    groupIds: 'One of these groups is not there any more.',
    exceptGroupIds: 'One of these groups is not there any more.',
    personIds: 'One of these people is not there any more.',
    exceptPersonIds: 'One of these people is not there any more.',
  };
  const wrong = Object.entries(words).filter(([part]) => audience[part as keyof Audience].some(isUnknown));
  return Object.fromEntries(wrong.map(([part, sentence]) => [`audience.${part}`, sentence]));
}
