import { keepSaid, putBySaid } from '../domain/people/people.ts';
import { countRevived, putByRemoved } from '../domain/removals/removals.ts';
import { keepOut, putByMembers } from '../domain/teams/teams.ts';
import type { Database } from '../platform/database.ts';

/** What the database whose place a backup takes knows, and the backup does not. */
export type Before = Awaited<ReturnType<typeof lookBefore>>;

/** Puts by, in the transaction of a restore and before anything goes, what must not be lost with it. */
export async function lookBefore(db: Database) {
  return { said: await putBySaid(db), members: await putByMembers(db), removed: await putByRemoved(db) };
}

/**
 * Keeps in the restored database what must not be undone by it: who said STOP, and who was sent away.
 * @returns what is to be told of it, and of what could not be kept.
 */
export async function keepSince(db: Database, before: Before | null, madeAt: string): Promise<string[]> {
  const since = before && (await keepOut(db, before.members, madeAt));
  if (!before || !since?.isKnown)
    return [
      `There was nothing here to compare the backup with. Nobody here can know who has opted out since ${madeAt}, who was deactivated, and who was removed: the backup knows nothing of it. See to that before you resume the lines.`,
    ];
  const { optedOut, asking } = await keepSaid(db, before.said);
  const revived = await countRevived(db, before.removed);
  const { deactivated, joined, ownerless } = since;
  const told: [unknown, string][] = [
    [optedOut, `Numbers that have been opted out since: ${optedOut}. They stay so.`],
    [asking, `Numbers that have seemed to ask for no more texts since: ${asking}. They wait for a member, as before.`],
    [deactivated.length, `Members who have been deactivated since: ${deactivated.join(', ')}. They stay so.`],
    [joined, `Members who have joined since: ${joined}. They are not in the backup; invite them again.`],
    [
      ownerless.length,
      `No owner is left in ${ownerless.join(', ')}. Make one: npx hearback member add <email> --role owner`,
    ],
    [
      revived,
      `People who have been removed since, as far as is known: ${revived}. They are here again; remove them again.`,
    ],
  ];
  return [
    ...told.flatMap(([is, sentence]) => (is ? [sentence] : [])),
    "Roles, passwords and everything else are as they were then. Whoever came back by START since counts as opted out, unless their text is found in the provider's books.",
  ];
}
