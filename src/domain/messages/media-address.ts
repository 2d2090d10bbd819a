import { createHmac, timingSafeEqual } from 'node:crypto';
import { notFound } from '../../platform/errors.ts';
import type { Floor, TeamScope } from '../floor.ts';
import { type Line, publicUrlOf } from '../lines/lines.ts';

/** A company fetches a picture when it takes the text, or at the latest when its own queue has given the text up. */
const validHours = 6;

const endings: Record<string, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/gif': 'gif' };

/**
 * Where a company fetches a picture that we send: an address that nobody can guess, for a few hours: companies have no
 * other way to be given one, and cannot sign in.
 */
export function mediaAddress(scope: TeamScope, line: Line, { id, type }: { id: string; type: string }): string {
  const until = Math.floor(scope.clock.now().getTime() / 1000) + validHours * 3600;
  const facts = Buffer.alloc(36);
  facts.write(scope.teamId.replaceAll('-', ''), 0, 'hex');
  facts.write(id.replaceAll('-', ''), 16, 'hex');
  facts.writeUInt32BE(until, 32);
  const token = `${facts.toString('base64url')}.${sign(scope, facts).toString('base64url')}`;
  return `${publicUrlOf(scope, line)}/media/${token}.${endings[type] ?? 'webp'}`;
}

/** Whose picture such an address names. @throws AppError `not_found` for one that we did not make, or that is over. */
export function readMediaAddress(floor: Floor, token: string): { scope: TeamScope; mediaId: string } {
  const [facts, signature] = token.split('.', 2).map((part) => Buffer.from(part, 'base64url'));
  const wanted = facts && sign(floor, facts);
  if (!facts || !signature || facts.length !== 36 || signature.length !== wanted?.length) throw notFound('file');
  if (!timingSafeEqual(signature, wanted)) throw notFound('file');
  if (facts.readUInt32BE(32) * 1000 < floor.clock.now().getTime()) throw notFound('file');
  return { scope: { ...floor, teamId: toId(facts.subarray(0, 16)) }, mediaId: toId(facts.subarray(16, 32)) };
}

function sign({ secrets }: Floor, facts: Buffer): Buffer {
  return createHmac('sha256', secrets.keyFor('media address')).update(facts).digest().subarray(0, 24);
}

function toId(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
