import type { IncomingText, ListedText, Wanted } from '../../providers/provider.ts';
import type { TeamScope } from '../floor.ts';
import { type Line, providerOf } from '../lines/lines.ts';

/** The company does not tell what it has, for now. */
export class BooksUnreadable extends Error {
  override readonly name = 'BooksUnreadable';
  readonly isPractice: boolean;

  constructor({ isPractice }: Line, cause: Error) {
    super(cause.message, { cause });
    this.isPractice = isPractice;
  }
}

/** A company's own list of what it did for a line. */
export interface Books {
  /** @throws BooksUnreadable */
  list(wanted: Wanted): Promise<ListedText[]>;
  /** @throws BooksUnreadable */
  listMedia(providerId: string): Promise<IncomingText['media']>;
}

/** Opens a line's books; empty ones where the company keeps none that we could read. */
export function openBooks(scope: TeamScope, line: Line): Books {
  const provider = providerOf(scope, line.provider);
  const fail = (cause: Error) => {
    throw new BooksUnreadable(line, cause);
  };
  return {
    list: async (wanted) => (await provider.list?.(line, wanted).catch(fail)) ?? [],
    listMedia: async (providerId) => (await provider.listMedia?.(line, providerId).catch(fail)) ?? [],
  };
}
