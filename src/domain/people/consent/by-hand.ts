import { AppError, invalid } from '../../../platform/errors.ts';
import { announce, inTransaction, type Transacting } from '../../floor.ts';
import type { Member } from '../../teams/teams.ts';
import { optOut } from '../opt-outs.ts';
import { find, type Person } from '../stored-person.ts';
import { type ConsentRecord, keepRecord, keepRecords } from './ledger.ts';

/**
 * A member says that somebody wants no more texts, on any of their numbers.
 * @throws AppError `not_found`; `invalid` without a reason, or when they have no number.
 */
export async function optOutByHand(member: Member, personId: string, reason: string): Promise<void> {
  await ofPerson(member, personId, { words: reason }, async (tx, person, words) => {
    for (const address of person.phones)
      await optOut(tx, address, { how: 'member', words, saidAt: tx.clock.now(), memberId: tx.memberId });
  });
}

/**
 * Ends what a colleague did by mistake. What they said themselves stays: only a START from their phone ends it.
 * @throws AppError `not_found`; `invalid` without a reason; `opted_out` when they said it themselves.
 */
export async function endOptOut(member: Member, personId: string, reason: string): Promise<void> {
  await ofPerson(member, personId, { words: reason }, async (tx, person, words) => {
    const now = tx.clock.now();
    const open = await tx.db
      .selectFrom('opt_outs')
      .select(['id', 'address', 'member_id'])
      .where('team_id', '=', tx.teamId)
      .where('address', 'in', person.phones)
      .where('ended_at', 'is', null)
      .forUpdate()
      .execute();
    const byUs = open.filter(({ member_id }) => member_id !== null);
    if (byUs.length === 0 && open.length > 0)
      throw new AppError('opted_out', `${person.name} opted out themselves. They must text START to get texts again.`);
    for (const { id, address } of byUs) {
      await tx.db
        .updateTable('opt_outs')
        .set({ ended_at: now })
        .where('team_id', '=', tx.teamId)
        .where('id', '=', id)
        .execute();
      await keepRecord(tx, { address, kind: 'ended', how: 'member', words, memberId: tx.memberId, happenedAt: now });
    }
  });
}

/** Somebody's agreement to be texted, as a member has it. */
export interface GivenConsent {
  how: Extract<ConsentRecord['how'], 'form' | 'paper' | 'spoken'>;
  givenAt: Date;
  /** What they agreed to, as it was shown or said to them. */
  wording: string;
  /** Where the proof is. */
  evidence: string | null;
}

/**
 * Keeps that somebody has agreed to be texted. It ends no opt-out.
 * @throws AppError `not_found`; `invalid` without the wording, for a time that is still to come, or without a number.
 */
export async function keepConsent(member: Member, personId: string, given: GivenConsent): Promise<void> {
  if (given.givenAt > member.clock.now()) throw invalid({ givenAt: 'This is still to come.' });
  await ofPerson(member, personId, { wording: given.wording }, async (tx, person, wording) => {
    const { how, givenAt: happenedAt, evidence } = given;
    const said = { kind: 'consented', how, wording, evidence, memberId: tx.memberId, happenedAt } as const;
    await keepRecords(
      tx,
      person.phones.map((address) => ({ address, ...said })),
    );
  });
}

async function ofPerson(
  member: Member,
  personId: string,
  typed: Record<string, string>,
  work: (tx: Transacting<Member>, person: Person, words: string) => Promise<void>,
): Promise<void> {
  const [field = '', text = ''] = Object.entries(typed)[0] ?? [];
  const words = text.replaceAll('\0', '').trim();
  if (words === '') throw invalid({ [field]: 'Say it in some words: somebody will ask.' });
  if (words.length > 500) throw invalid({ [field]: 'Use 500 characters at most.' });
  await inTransaction(member, async (tx) => {
    const person = await find(tx, personId);
    if (person.phones.length === 0) throw invalid({ [field]: `${person.name} has no number.` });
    await work(tx, person, words);
    announce(tx, { kind: 'person.changed', conversationId: person.conversationId });
  });
}
