import type { Member } from '../api.ts';

export type Role = Member['role'];

const all: readonly Role[] = ['owner', 'manager', 'member'];

/** The roles that somebody may give, and take, by their own. */
export function rolesToGive(own: Role): readonly Role[] {
  if (own === 'member') return [];
  return own === 'owner' ? all : all.filter((role) => role !== 'owner');
}
