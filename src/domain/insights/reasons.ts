import type { TeamScope } from '../floor.ts';
import { type Line, providerOf } from '../lines/lines.ts';
import { describeTrouble } from '../messages/messages.ts';

/** Why texts failed, in words, and how many. */
export interface Reason {
  message: string;
  advice: string;
  code: string;
  texts: number;
}

/** Texts of a line that failed for one reason, as it is counted. */
export interface Failing {
  line_id: string;
  code: string;
  reason: string;
  texts: number;
}

/** In the words in which a single text says it. */
export function inWords(scope: TeamScope, lines: Line[], { line_id, code, reason }: Omit<Failing, 'texts'>) {
  // No line is ever removed.
  const line = lines.find(({ id }) => id === line_id) as Line;
  const row = { error_code: code || null, error_message: reason || null };
  return describeTrouble('failed', row, providerOf(scope, line.provider))!;
}

/** Several codes of a company can mean the same. The most frequent first. */
export function explain(scope: TeamScope, lines: Line[], all: Failing[]): Reason[] {
  const found = new Map<string, Reason>();
  for (const failing of all) {
    const { code, message, advice } = inWords(scope, lines, failing);
    const texts = (found.get(message)?.texts ?? 0) + failing.texts;
    found.set(message, { code, message, advice, texts });
  }
  return [...found.values()].sort((a, b) => b.texts - a.texts || a.message.localeCompare(b.message));
}
