import { AppError } from '../../platform/errors.ts';
import type { TeamScope } from '../floor.ts';

export type Role = 'owner' | 'manager' | 'member';

/** Somebody who has signed in, in their team. Everything they may do starts from this. */
export interface Member extends TeamScope {
  memberId: string;
  userId: string;
  role: Role;
}

/**
 * Turns away whoever may only write and read, in words: "Only owners and managers may …".
 * @throws AppError `forbidden`.
 */
export function mustManage(member: Member, act: string): void {
  if (member.role === 'member') throw new AppError('forbidden', `Only owners and managers may ${act}.`);
}
