import { sql } from 'kysely';
import { invalid } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';
import { idsNow } from '../people/people.ts';
import type { Content, NewQuestion, Rule, Step } from './question.ts';
import { carrierWords } from './reading/carrier-words.ts';
import { unclearChoices } from './reading/unclear-choices.ts';
import { readClosing, readNudges, readQuietHours } from './schedule/read-closing.ts';
import { readSchedule } from './schedule/read-schedule.ts';
import { askingAgainWords, askingWords } from './words.ts';

const longestName = 100;
const longestWords = 1000;
/** What one text can hold, as everywhere. */
const longestText = 1600;

/**
 * Turns away a question that cannot be asked as it is.
 * @throws AppError `invalid` with a sentence for every wrong field, by its path in the form.
 */
export async function mustBeAskable(scope: TeamScope, { name, content }: NewQuestion): Promise<void> {
  const wrong = {
    ...(name.trim() === '' && { name: 'Give the question a name.' }),
    ...(name.trim().length > longestName && { name: `Use ${longestName} characters or fewer.` }),
    ...Object.assign({}, ...content.steps.map((step, at) => wrongInStep(step, at, content))),
    ...wrongInTimes(content),
    ...(await wrongInAudience(scope, content)),
    ...wrongInQuota(content),
  };
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
}

function wrongInStep(step: Step, at: number, { steps, language }: Content): Record<string, string> {
  const field = `content.steps.${at}`;
  const { answering, branches = [] } = step;
  return {
    ...(step.words.trim() === '' && { [`${field}.words`]: 'Write what is asked.' }),
    ...(step.words.length > longestWords && { [`${field}.words`]: `Use ${longestWords} characters or fewer.` }),
    ...tooLong(step, language, field),
    ...wrongWords(step, field),
    ...('choices' in answering && wrongInChoices(answering.choices, field)),
    ...((answering.kind === 'number' || answering.kind === 'scale') &&
      (answering.min ?? Number.NEGATIVE_INFINITY) > (answering.max ?? Number.POSITIVE_INFINITY) && {
        [`${field}.answering.max`]: 'The greatest number is smaller than the smallest.',
      }),
    ...(branches.some(({ goTo }) => goTo !== 'end' && (goTo <= at || goTo >= steps.length)) && {
      [`${field}.branches`]: 'Go on with a later step, or to the end.',
    }),
  };
}

/** With all its choices it still is one text, when it is asked and when it is asked again. */
function tooLong(step: Step, language: Content['language'], field: string): Record<string, string> {
  if (!('choices' in step.answering) || step.words.length > longestWords) return {};
  const texts = [askingWords(step, language, 'A'), askingAgainWords(step, language, 'A')];
  const length = Math.max(...texts.map((text) => text.length));
  if (length <= longestText) return {};
  return {
    [`${field}.answering.choices`]: `With all there is to choose from this is ${length} characters long. A text can have ${longestText}.`,
  };
}

/** Words by which carriers understand something else, and choices that would not be told apart. */
function wrongWords({ words, answering }: Step, field: string): Record<string, string> {
  const labelOf = (id: string) =>
    'choices' in answering ? (answering.choices.find((choice) => choice.id === id)?.label ?? id) : id;
  for (const found of carrierWords(answering, words)) {
    if (found.code === 'choice_is_keyword' && found.isRefused) {
      const why = found.keyword === 'stop' ? 'whoever texts it is unsubscribed' : 'they answer it themselves';
      return {
        [`${field}.answering.choices`]: `Carriers understand “${labelOf(found.choiceId)}” in their own way: ${why}. Use another word.`,
      };
    }
  }
  const unclear = 'choices' in answering ? unclearChoices(answering.kind, answering.choices) : [];
  const [first] = unclear.filter(({ isRefused }) => isRefused);
  if (!first) return {};
  return {
    [`${field}.answering.choices`]: `Nobody could tell what “${labelOf(first.choiceId)}” means as a reply. Word it differently.`,
  };
}

function wrongInChoices(choices: { id: string; label: string }[], field: string): Record<string, string> {
  const labels = choices.map(({ label }) => label.trim().toLowerCase());
  if (choices.length < 2) return { [`${field}.answering.choices`]: 'Offer at least two.' };
  if (labels.some((label) => label === '')) return { [`${field}.answering.choices`]: 'Give each a name.' };
  const isDouble = new Set(labels).size < labels.length || new Set(choices.map(({ id }) => id)).size < choices.length;
  return isDouble ? { [`${field}.answering.choices`]: 'Two of them are the same.' } : {};
}

function wrongInTimes({ schedule, closing, nudges }: Content): Record<string, string> {
  const read = {
    schedule: readSchedule(schedule),
    closing: readClosing(closing, schedule.at),
    ...(nudges && { nudges: readNudges(nudges) }),
    ...(nudges?.quiet && { 'nudges.quiet': readQuietHours(nudges.quiet) }),
  };
  const faults = Object.entries(read).flatMap(([part, found]) =>
    'faults' in found ? Object.entries(found.faults).map(([field, why]) => [`content.${part}.${field}`, why]) : [],
  );
  return Object.fromEntries(faults);
}

async function wrongInAudience(scope: TeamScope, { audience, rules }: Content): Promise<Record<string, string>> {
  const { groupIds } = audience;
  const personIds = await idsNow(scope, audience.personIds);
  if (groupIds.length + personIds.length === 0) return { 'content.audience': 'Choose whom to ask.' };
  const memberIds = rules.flatMap(membersOf);
  const { rows } = await sql<{ table: string; count: number }>`
    select 'groups' as table, count(*)::int as count from groups where team_id = ${scope.teamId}::uuid and id = any (${groupIds}::uuid[])
    union all select 'people', count(*)::int from people where team_id = ${scope.teamId}::uuid and id = any (${personIds}::uuid[])
    union all select 'members', count(*)::int from members where team_id = ${scope.teamId}::uuid and id = any (${memberIds}::uuid[])`.execute(
    scope.db,
  );
  const areThere = (table: string, ids: string[]) =>
    rows.find((row) => row.table === table)?.count === new Set(ids.map((id) => id.toLowerCase())).size;
  return {
    ...(!areThere('groups', groupIds) && { 'content.audience.groupIds': 'One of these groups does not exist.' }),
    ...(!areThere('people', personIds) && { 'content.audience.personIds': 'One of these people does not exist.' }),
    ...(!areThere('members', memberIds) && { 'content.rules': 'One of these colleagues does not exist.' }),
  };
}

const membersOf = ({ act }: Rule): string[] =>
  act.kind === 'assign' ? [act.memberId] : act.kind === 'alert' ? act.memberIds : [];

function wrongInQuota({ quota, steps }: Content): Record<string, string> {
  if (!quota) return {};
  const answering = steps[0]?.answering;
  const ids =
    answering && 'choices' in answering
      ? answering.choices.map(({ id }) => id)
      : answering?.kind === 'yes_no'
        ? ['yes', 'no']
        : [];
  return ids.includes(quota.id) ? {} : { 'content.quota.id': 'This is no answer to the first question.' };
}
