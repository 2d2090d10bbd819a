import { createHash } from 'node:crypto';
import type { DBAdapter, Where } from 'better-auth/types';

/** What is kept of a session's token: it has far more than 128 random bits, so nobody finds it out by trying. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** What the library may ask of its tables, as far as it concerns tokens. */
interface Asked {
  model?: string;
  where?: Where[];
  data?: Record<string, unknown>;
  update?: Record<string, unknown>;
}

/** The library's adapter to its tables, with the tokens of sessions hashed on their way in; in what it answers they are as asked for. */
export function withHashedTokens<A extends Partial<DBAdapter>>(adapter: A): A {
  const hashed = Object.entries(adapter).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    const ask = value as (...asked: unknown[]) => unknown;
    if (name === 'transaction') return [name, (work: (tx: A) => unknown) => ask((tx: A) => work(withHashedTokens(tx)))];
    return [
      name,
      (asked: Asked, ...more: unknown[]) => (asked?.model === 'session' ? askOf(ask, asked) : ask(asked, ...more)),
    ];
  });
  return Object.fromEntries(hashed) as A;
}

async function askOf(ask: (asked: Asked) => unknown, { where, data, update, ...rest }: Asked): Promise<unknown> {
  const tokens = new Map<unknown, string>();
  const hash = (token: unknown): unknown => {
    if (Array.isArray(token)) return token.map(hash);
    if (typeof token !== 'string') return token;
    tokens.set(hashToken(token), token);
    return hashToken(token);
  };
  const inRow = (row: Record<string, unknown>) => ('token' in row ? { ...row, token: hash(row.token) } : row);
  const reveal = (found: unknown): unknown => {
    if (Array.isArray(found)) return found.map(reveal);
    if (typeof found !== 'object' || found === null || !('token' in found)) return found;
    return { ...found, token: tokens.get(found.token) ?? found.token };
  };
  return reveal(
    await ask({
      ...rest,
      ...(where && {
        where: where.map((each) => (each.field === 'token' ? { ...each, value: hash(each.value) as string } : each)),
      }),
      ...(data && { data: inRow(data) }),
      ...(update && { update: inRow(update) }),
    }),
  );
}
