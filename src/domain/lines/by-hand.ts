import { invalid, notFound } from '../../platform/errors.ts';
import { announce, inTransaction } from '../floor.ts';
import { type Member, mustManage, recordAct } from '../teams/teams.ts';
import { wakeLine } from './wake.ts';

interface Fields {
  paused_at?: Date | null;
  paused_by?: string | null;
  paused_reason?: null;
  rests_until?: null;
  rests_reason?: null;
  segments_per_second?: number | null;
  price_per_segment?: number | null;
  price_currency?: string | null;
}

/**
 * Stops sending over a line until somebody resumes it, whatever happens meanwhile. One that is paused already keeps its
 * time and its reason.
 * @throws AppError `forbidden` for members, `not_found`.
 */
export async function pauseByHand(member: Member, lineId: string): Promise<void> {
  await set(member, lineId, 'line.paused', { paused_at: member.clock.now(), paused_by: member.memberId });
}

/**
 * Sends over a line again, whoever or whatever stopped it, and also while it rests.
 * @throws as `pauseByHand`.
 */
export async function resume(member: Member, lineId: string): Promise<void> {
  const free = { paused_at: null, paused_by: null, paused_reason: null, rests_until: null, rests_reason: null };
  await set(member, lineId, 'line.resumed', free);
}

/**
 * Says how fast a line may send, in segments a second; null is without a limit.
 * @throws as `pauseByHand`.
 */
export async function setPace(member: Member, lineId: string, segmentsPerSecond: number | null): Promise<void> {
  await set(member, lineId, 'line.paced', { segments_per_second: segmentsPerSecond });
}

/**
 * Says what a segment costs over a line; null when nobody knows.
 * @throws as `pauseByHand`, and `invalid` for a currency that is none.
 */
export async function setPrice(
  member: Member,
  lineId: string,
  price: { amount: number; currency: string } | null,
): Promise<void> {
  if (price && !Intl.supportedValuesOf('currency').includes(price.currency)) {
    throw invalid({ currency: 'This is not the code of a currency, such as USD.' });
  }
  const fields = { price_per_segment: price?.amount ?? null, price_currency: price?.currency ?? null };
  await set(member, lineId, 'line.priced', fields);
}

type Kind = 'line.paused' | 'line.resumed' | 'line.paced' | 'line.priced';

/** As they are given, and as they are stored. */
interface Priced {
  segments_per_second?: number | null;
  price_per_segment?: number | string | null;
  price_currency?: string | null;
}

/** What is told of a line before and after, besides its name. */
const told: Partial<Record<Kind, (line: Priced) => object>> = {
  'line.paced': ({ segments_per_second: segmentsPerSecond }) => ({ segmentsPerSecond }),
  'line.priced': ({ price_per_segment: amount, price_currency: currency }) => ({
    pricePerSegment: currency ? { amount: Number(amount), currency } : null,
  }),
};

async function set(member: Member, lineId: string, kind: Kind, fields: Fields): Promise<void> {
  mustManage(member, 'change lines');
  await inTransaction(member, async (tx) => {
    const line = await tx.db
      .selectFrom('lines')
      .select(['label', 'paused_at', 'segments_per_second', 'price_per_segment', 'price_currency'])
      .where('team_id', '=', tx.teamId)
      .where('id', '=', lineId)
      .forUpdate()
      .executeTakeFirst();
    if (!line) throw notFound('line');
    if (kind === 'line.paused' && line.paused_at) return;
    await tx.db.updateTable('lines').set(fields).where('team_id', '=', tx.teamId).where('id', '=', lineId).execute();
    await wakeLine(tx, lineId);
    const after = told[kind]?.(fields);
    const before = { label: line.label, ...told[kind]?.(line) };
    await recordAct(tx, { kind, subjectId: lineId, before, ...(after && { after }) });
    announce(tx, { kind: 'line.changed' });
  });
}
