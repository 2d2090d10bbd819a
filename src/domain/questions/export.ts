import { sql } from 'kysely';
import type { TeamScope } from '../floor.ts';
import { findTeam } from '../teams/teams.ts';
import { csvLine } from './csv.ts';
import type { Answering, AnswerValue } from './kinds.ts';
import type { KeptAnswer } from './question.ts';
import { findRound } from './round.ts';

/** So many people are read at once. */
const pageSize = 1000;

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

/**
 * A round as CSV (RFC 4180), line by line: who was asked when, what they said and in which words, and who set it by hand.
 * Times are of the team's zone, and say so.
 * @throws AppError `not_found`, before the first line.
 */
export async function exportRound(scope: TeamScope, roundId: string): Promise<AsyncIterable<string>> {
  const round = await findRound(scope, roundId);
  const { timeZone } = await findTeam(scope);
  const { steps } = round.content;
  const time = (at: Date | null) =>
    at
      ? at.toTemporalInstant().toZonedDateTimeISO(timeZone).toString({ smallestUnit: 'second', timeZoneName: 'never' })
      : '';

  async function* lines() {
    const ofSteps = steps.flatMap(({ words }) => [words, 'words', 'late', 'set by']);
    // Spreadsheets take it for what it is by these three bytes, and show every letter.
    yield `\u{feff}${csvLine(['round', 'person', 'phone', 'state', 'reason', 'asked at', 'answered at', 'reminders', ...ofSteps])}`;
    for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
      const rows = await page(scope, roundId, after);
      for (const row of rows) {
        const said = steps.flatMap(({ answering }, step) => {
          const answer = row.answers[step];
          if (!answer) return ['', '', '', ''];
          const setBy = answer.setBy ? (row.setters?.[answer.setBy] ?? '') : '';
          return [showValue(answering, answer.value), answer.words ?? '', answer.isLate ? 'late' : '', setBy];
        });
        const { name, phone, state, skipped_because, asked_at, answered_at, nudged } = row;
        const who = [round.date, name, phone ?? '', state, skipped_because ?? ''];
        yield csvLine([...who, time(asked_at), time(answered_at), String(nudged), ...said]);
      }
      if (rows.length < pageSize) return;
      after = rows.at(-1)?.id ?? after;
    }
  }
  return lines();
}

async function page(scope: TeamScope, roundId: string, after: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select asks.id, people.name, asks.state, skipped_because, asked_at, answered_at, nudged, answers,
      (select address from phones where phones.team_id = people.team_id and phones.person_id = people.id
        order by position limit 1) as phone,
      (select json_object_agg(members.id, users.name) from members join users on users.id = members.user_id
        where members.team_id = asks.team_id
          and members.id::text in (select answer->>'setBy' from jsonb_array_elements(answers) as answer)) as setters
    from asks join people on people.team_id = asks.team_id and people.id = asks.person_id
    where asks.team_id = ${scope.teamId}::uuid and round_id = ${roundId}::uuid and asks.id > ${after}::uuid
    order by asks.id limit ${sql.lit(pageSize)}`.execute(scope.db);
  return rows;
}

function showValue(answering: Answering, value: AnswerValue): string {
  switch (value.kind) {
    case 'choice': {
      const labels = 'choices' in answering ? answering.choices : [];
      return value.ids.map((id) => labels.find((choice) => choice.id === id)?.label ?? id).join(', ');
    }
    case 'number':
      return String(value.number);
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
