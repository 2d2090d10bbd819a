import { sql } from 'kysely';
import type { Json } from '../../platform/database.gen.ts';
import type { Member } from './member.ts';

/** How a member likes their Hearback; the same in each of their browsers. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  density: 'comfortable' | 'compact';
  /** Null: as the browser speaks. */
  language: 'en' | 'es' | null;
  /** Whether single letters are keys. */
  singleKeys: boolean;
  /** For how long a text is held back, so that it can be undone. */
  undoSeconds: number;
  /** Of which texts a browser that may is notified: in conversations that are theirs, and in those that are nobody's. */
  notifyMine: boolean;
  notifyUnassigned: boolean;
  notifyMentions: boolean;
  /** Whether a notification shows the words; a locked screen is read by others too. */
  notifyWords: boolean;
  /** Which columns the table of people has, in their order; null: as it comes. */
  peopleColumns: string[] | null;
}

const initial: Preferences = {
  theme: 'system',
  density: 'comfortable',
  language: null,
  singleKeys: true,
  undoSeconds: 5,
  notifyMine: true,
  notifyUnassigned: true,
  notifyMentions: true,
  notifyWords: false,
  peopleColumns: null,
};

/** What was chosen, on top of what the program has. */
export function readPreferences(stored: Json): Preferences {
  return { ...initial, ...(stored as unknown as Partial<Preferences>) };
}

/** Changes some of a member's preferences; the others stay. */
export async function changePreferences(member: Member, wanted: Partial<Preferences>): Promise<void> {
  const known = Object.keys(initial) as (keyof Preferences)[];
  const change = Object.fromEntries(known.filter((name) => name in wanted).map((name) => [name, wanted[name]]));
  await member.db
    .updateTable('members')
    .set({ preferences: sql`preferences || ${JSON.stringify(change)}::jsonb` })
    .where('team_id', '=', member.teamId)
    .where('id', '=', member.memberId)
    .execute();
}
