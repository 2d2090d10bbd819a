import { csvLine, csvMark } from '../../platform/csv.ts';
import { inTransaction } from '../floor.ts';
import { listOptOuts } from '../people/people.ts';
import { findTeam, type Member, mustManage, readPages, recordAct } from '../teams/teams.ts';
import { timesIn } from './times.ts';

type OptedOut = Awaited<ReturnType<typeof listOptOuts>>[number];

/**
 * The numbers that must not be texted as CSV (RFC 4180), the newest first, piece by piece. That they were taken away is
 * kept as an act.
 * @throws AppError `forbidden`, before the first piece.
 */
export async function exportOptOuts(member: Member): Promise<AsyncIterable<string>> {
  mustManage(member, 'export the opt-outs');
  const { timeZone } = await findTeam(member);
  await inTransaction(member, (tx) => recordAct(tx, { kind: 'opt_outs.exported' }));
  return write(member, timesIn(timeZone));
}

async function* write(member: Member, time: (at: Date | null) => string): AsyncGenerator<string> {
  yield csvMark + csvLine(['Phone', 'Name', 'Opted out', 'How', 'Words', 'By', 'Line']);
  const read = (last: OptedOut | null, limit: number) => {
    const after = last && { at: last.optedOutAt.toISOString(), id: last.id };
    return listOptOuts(member, { search: '', after, limit });
  };
  for await (const page of readPages(member, read)) {
    yield page
      .map(({ address, person, optedOutAt, how, words, member: by, line }) =>
        csvLine([address, person?.name ?? '', time(optedOutAt), how, words ?? '', by?.name ?? '', line?.label ?? '']),
      )
      .join('');
  }
}
