import { invalid } from '../../platform/errors.ts';
import { readName } from '../../platform/name.ts';
import { hasPhones } from '../../platform/phone-number.ts';
import { isTimeZone } from '../../platform/time-zone.ts';
import { inTransaction } from '../floor.ts';
import { findTeam, type Member } from '../teams/teams.ts';
import { openGroupNames } from './group-names.ts';
import { plain } from './header-words.ts';
import { guessFor, hasRoomFor } from './known-fields.ts';
import type { Column, Defaults, Meaning } from './matching.ts';
import { lockAt } from './steps.ts';
import { find, type Import } from './stored-import.ts';

/** What a member says about a file; what is left out stays. */
export interface Said {
  matching?: Column[] | undefined;
  hasHeader?: boolean | undefined;
  defaults?: Partial<Defaults> | undefined;
}

const once: [Meaning, string][] = [
  ['name', 'Two columns are the name. A person has one.'],
  ['time_zone', 'Two columns are the time zone. A person has one.'],
  ['opted_out', 'Two columns say who has opted out. Choose one.'],
  ['opted_out_at', 'Two columns say when somebody opted out. Choose one.'],
];

/**
 * Says what the columns of a file are, and what holds for all rows. What was found out before is found out again.
 * @throws AppError `not_found`, `forbidden`, `changed_since`; `invalid` with a sentence per field.
 */
export async function match(member: Member, importId: string, said: Said): Promise<Import> {
  const { country: home } = await findTeam(member);
  await inTransaction(member, async (tx) => {
    const job = await lockAt(tx, importId, ['matching', 'checked']);
    const hasHeader = said.hasHeader ?? job.hasHeader;
    const defaults = { ...job.defaults, ...said.defaults };
    const group = defaults.group === null ? null : readName(defaults.group) || null;
    const wanted =
      said.matching ?? (hasHeader === job.hasHeader ? job.matching : await guessFor(tx, job.head, hasHeader, home));
    const matching = wanted.map(({ meaning, field }) => ({
      meaning,
      field: meaning === 'field' ? readName(field ?? '') : null,
    }));
    const wrong: Record<string, string> = {
      ...faultsOf(defaults, group),
      ...faultsOfColumns(matching, job.matching.length),
    };
    if (!(await hasRoomFor(tx, matching)))
      wrong.matching = 'A team can have 200 fields. Leave some of the columns out.';
    if (group !== null && (await openGroupNames(tx)).isRuled(group))
      wrong.group = 'Who is in this group is found by its rule. Nobody is put into it by hand.';
    if (Object.keys(wrong).length > 0) throw invalid(wrong);
    await tx.db
      .updateTable('imports')
      .set({
        state: 'matching',
        has_header: hasHeader,
        matching: JSON.stringify(matching),
        defaults: JSON.stringify({ ...defaults, group }),
        checked_at: null,
      })
      .where('team_id', '=', tx.teamId)
      .where('id', '=', importId)
      .execute();
  });
  return find(member, importId);
}

function faultsOf({ country, timeZone }: Defaults, group: string | null): Record<string, string> {
  return {
    ...(!hasPhones(country) && { country: 'Choose a country from the list.' }),
    ...(timeZone !== null && !isTimeZone(timeZone) && { timeZone: 'There is no such time zone.' }),
    ...(group !== null && group.length > 100 && { group: 'Use 100 characters or fewer.' }),
  };
}

function faultsOfColumns(columns: Column[], count: number): Record<string, string> {
  if (columns.length !== count) return { matching: `This file has ${count} columns.` };
  const wrong: Record<string, string> = {};
  for (const [meaning, why] of once)
    if (columns.filter((column) => column.meaning === meaning).length > 1) wrong.matching = why;
  const seen = new Set<string>();
  for (const [at, { meaning, field }] of columns.entries()) {
    if (meaning !== 'field') continue;
    const name = field ?? '';
    if (name === '' || name.length > 100) wrong[`matching.${at}`] = 'Give the field a name of 1 to 100 characters.';
    else if (name === '__proto__') wrong[`matching.${at}`] = 'No field can have this name.';
    else if (seen.has(plain(name))) wrong[`matching.${at}`] = 'Another column fills this field already.';
    seen.add(plain(name));
  }
  return wrong;
}
