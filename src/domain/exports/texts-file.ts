import { type RawBuilder, sql } from 'kysely';
import { csvLine, csvMark } from '../../platform/csv.ts';
import { invalid } from '../../platform/errors.ts';
import { firstIdAt } from '../../platform/ids.ts';
import { findRoute } from '../conversations/conversations.ts';
import { inTransaction } from '../floor.ts';
import { providerOf } from '../lines/lines.ts';
import type { Status } from '../message-status.ts';
import { describeTrouble, isUnderWay } from '../messages/messages.ts';
import { findTeam, type Member, mustManage, readPages, recordAct } from '../teams/teams.ts';
import { timesIn } from './times.ts';

const columns = [
  'Time',
  'Person',
  'Direction',
  'From',
  'To',
  'Line',
  'Sent by',
  'Text',
  'Pictures',
  'Segments',
  'Status',
  'Status at',
  'Why not',
];

interface Row {
  id: string;
  created_at: Date;
  direction: 'inbound' | 'outbound';
  name: string;
  from_address: string | null;
  to_address: string;
  label: string;
  provider: string;
  author: string | null;
  body: string;
  media: { contentType: string; alt?: string }[];
  segments: number;
  status: Status;
  status_at: Date;
  error_code: string | null;
  error_message: string | null;
}

/**
 * One conversation as CSV, the oldest text first, piece by piece. Notes of colleagues are not in it.
 * @throws AppError `not_found`, before the first piece.
 */
export async function exportConversation(member: Member, conversationId: string): Promise<AsyncIterable<string>> {
  await findRoute(member, conversationId);
  return begin(
    member,
    { kind: 'conversation.exported', conversationId },
    () => sql`conversation_id = ${conversationId}::uuid`,
  );
}

/**
 * All texts that came or were written on some days of the team's zone, both included, as CSV, the oldest first.
 * @throws AppError `forbidden`, `invalid`, before the first piece.
 */
export async function exportTexts(
  member: Member,
  days: { from: string; until: string },
): Promise<AsyncIterable<string>> {
  mustManage(member, 'export all texts');
  if (days.from > days.until) throw invalid({ until: 'The last day comes before the first.' });
  return begin(member, { kind: 'texts.exported', after: days }, (timeZone) => {
    const startOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
    const [from, until] = [Temporal.PlainDate.from(days.from), Temporal.PlainDate.from(days.until).add({ days: 1 })];
    return sql`id >= ${firstIdAt(startOf(from))}::uuid and id < ${firstIdAt(startOf(until))}::uuid`;
  });
}

async function begin(
  member: Member,
  act: Parameters<typeof recordAct>[1],
  which: (timeZone: string) => RawBuilder<unknown>,
): Promise<AsyncIterable<string>> {
  const { timeZone } = await findTeam(member);
  const wanted = which(timeZone);
  await inTransaction(member, (tx) => recordAct(tx, act));
  return write(member, wanted, timesIn(timeZone));
}

async function* write(
  member: Member,
  wanted: RawBuilder<unknown>,
  time: (at: Date | null) => string,
): AsyncGenerator<string> {
  yield csvMark + csvLine(columns);
  for await (const page of readPages<Row>(member, (after, limit) => readTexts(member, wanted, after, limit)))
    yield page.map((row) => csvLine(cellsOf(member, row, time))).join('');
}

function cellsOf(member: Member, row: Row, time: (at: Date | null) => string): string[] {
  const trouble = describeTrouble(row.status, row, providerOf(member, row.provider));
  return [
    time(row.created_at),
    row.name,
    row.direction === 'inbound' ? 'in' : 'out',
    row.from_address ?? '',
    row.to_address,
    row.label,
    row.author ?? '',
    row.body,
    row.media.map(({ alt, contentType }) => alt ?? contentType).join('; '),
    String(row.segments),
    row.status,
    time(row.status_at),
    trouble?.message ?? '',
  ];
}

async function readTexts(
  { teamId, db }: Member,
  wanted: RawBuilder<unknown>,
  after: Row | null,
  limit: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select page.*, people.name, lines.label, lines.provider, users.name as author
    from (
      select id, conversation_id, line_id, created_at, direction, from_address, to_address, sent_by, body, media, segments,
        case when ${isUnderWay('messages')} then 'sending' else status end as status, status_at, error_code, error_message
      from messages where team_id = ${teamId}::uuid and ${wanted} ${after ? sql`and id > ${after.id}::uuid` : sql``}
      order by id limit ${sql.lit(limit)}) as page
    join conversations on conversations.team_id = ${teamId}::uuid and conversations.id = page.conversation_id
    join people on people.team_id = ${teamId}::uuid and people.id = conversations.person_id
    join lines on lines.team_id = ${teamId}::uuid and lines.id = page.line_id
    left join members on members.team_id = ${teamId}::uuid and members.id = page.sent_by
    left join users on users.id = members.user_id
    order by page.id`.execute(db);
  return rows;
}
