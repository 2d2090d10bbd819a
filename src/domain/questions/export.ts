import { sql } from 'kysely';
import { csvLine, csvMark } from '../../platform/csv.ts';
import { inTransaction, type TeamScope } from '../floor.ts';
import { findTeam, type Member, readPages, recordAct } from '../teams/teams.ts';
import type { Answering, AnswerValue } from './kinds.ts';
import type { KeptAnswer } from './question.ts';
import { findRound, type Round } from './round.ts';
import { writeXlsx } from './xlsx.ts';

interface Row {
  id: string;
  name: string;
  phone: string | null;
  state: string;
  skipped_because: string | null;
  asked_at: Date | null;
  answered_at: Date | null;
  nudged: number;
  answers: KeptAnswer[];
  setters: Record<string, string> | null;
}

/** What of a round goes into a file: as on the board, those of one answer or standing, with late answers counted or not. */
export interface Exported {
  format: 'csv' | 'xlsx';
  step: number;
  /** The id of a choice, or answered, unclear, silent, later, skipped; null for everybody. */
  show: string | null;
  countsLate: boolean;
}

type Cells = (string | number)[];

/**
 * A round as CSV (RFC 4180) or as a workbook, piece by piece: who was asked when, what they said and in which words, and who
 * set it by hand. Times are of the team's zone, and say so. That it was taken away is kept as an act.
 * @throws AppError `not_found`, before the first piece.
 */
export async function exportRound(
  member: Member,
  roundId: string,
  wanted: Exported,
): Promise<AsyncIterable<string | Buffer>> {
  const round = await findRound(member, roundId);
  const { timeZone } = await findTeam(member);
  const { name, date } = round;
  await inTransaction(member, (tx) =>
    recordAct(tx, { kind: 'round.exported', subjectId: roundId, after: { name, date, format: wanted.format } }),
  );
  const rows = readRows(member, round, timeZone, wanted);
  return wanted.format === 'xlsx' ? writeXlsx(`${name} ${date}`, rows) : asCsv(rows);
}

async function* asCsv(rows: AsyncIterable<Cells>): AsyncGenerator<string> {
  let before = csvMark;
  for await (const cells of rows) {
    yield before + csvLine(cells.map(String));
    before = '';
  }
}

async function* readRows(member: Member, round: Round, timeZone: string, wanted: Exported): AsyncGenerator<Cells> {
  const { steps } = round.content;
  const time = (at: Date | null) =>
    at
      ? at.toTemporalInstant().toZonedDateTimeISO(timeZone).toString({ smallestUnit: 'second', timeZoneName: 'never' })
      : '';
  const ofSteps = steps.flatMap(({ words }) => [words, 'words', 'late', 'set by']);
  yield ['round', 'person', 'phone', 'state', 'reason', 'asked at', 'answered at', 'reminders', ...ofSteps];
  for await (const rows of readPages(member, (after: Row | null, limit) => page(member, round.id, after, limit))) {
    for (const row of rows.filter((each) => isShown(each, wanted))) {
      const said = steps.flatMap(({ answering }, step) => {
        const answer = row.answers[step];
        if (!answer) return ['', '', '', ''];
        const setBy = answer.setBy ? (row.setters?.[answer.setBy] ?? '') : '';
        // What does not count is left out; their words stay.
        const value = answer.isLate && !wanted.countsLate ? '' : showValue(answering, answer.value);
        return [value, answer.words ?? '', answer.isLate ? 'late' : '', setBy];
      });
      const { name, phone, state, skipped_because, asked_at, answered_at, nudged } = row;
      const who = [round.date, name, phone ?? '', state, skipped_because ?? ''];
      yield [...who, time(asked_at), time(answered_at), nudged, ...said];
    }
  }
}

const standings: Record<string, string> = { unclear: 'unclear', waiting: 'later', skipped: 'skipped' };

function isShown({ answers, state }: Row, { step, show, countsLate }: Exported): boolean {
  if (show === null) return true;
  const answer = answers[step];
  if (answer && (countsLate || !answer.isLate))
    return show === 'answered' || (answer.value.kind === 'choice' && answer.value.ids.includes(show));
  return show === (standings[state] ?? 'silent');
}

async function page(scope: TeamScope, roundId: string, after: Row | null, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select asks.id, people.name, asks.state, skipped_because, asked_at, answered_at, nudged, answers,
      (select address from phones where phones.team_id = people.team_id and phones.person_id = people.id
        order by position limit 1) as phone,
      (select json_object_agg(members.id, users.name) from members join users on users.id = members.user_id
        where members.team_id = asks.team_id
          and members.id::text in (select answer->>'setBy' from jsonb_array_elements(answers) as answer)) as setters
    from asks join people on people.team_id = asks.team_id and people.id = asks.person_id
    where asks.team_id = ${scope.teamId}::uuid and round_id = ${roundId}::uuid
      and (${after?.id ?? null}::uuid is null or asks.id > ${after?.id ?? null}::uuid)
    order by asks.id limit ${limit}`.execute(scope.db);
  return rows;
}

function showValue(answering: Answering, value: AnswerValue): string | number {
  switch (value.kind) {
    case 'choice': {
      const labels = 'choices' in answering ? answering.choices : [];
      return value.ids.map((id) => labels.find((choice) => choice.id === id)?.label ?? id).join(', ');
    }
    case 'number':
      return value.number;
    case 'time':
      return value.time;
    case 'date':
      return value.date;
    case 'text':
      return value.text;
    case 'photo':
      return 'photo';
  }
}
