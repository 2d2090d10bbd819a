import type { Line } from '../domain/lines/lines.ts';
import type { Provider } from '../providers/provider.ts';

/** One thing that was looked at. Only `FAIL` makes the whole check fail. */
export interface Finding {
  kind: 'ok' | 'warn' | 'FAIL';
  says: string;
}

/** Whether a line may send, and whether its provider knows us; sends nothing. */
export async function* checkLine(line: Line, provider: Provider | null): AsyncGenerator<Finding> {
  const name = `The line "${line.label}"`;
  if (line.pausedAt) yield { kind: 'warn', says: `${name} is paused: ${line.pausedReason ?? 'no reason was given.'}` };
  if (!provider) return yield { kind: 'FAIL', says: `${name} has a provider "${line.provider}" that there is not.` };
  const answer = await provider.check(line);
  yield answer.kind === 'ok'
    ? { kind: 'ok', says: `${name} is known to ${provider.title}.` }
    : { kind: 'FAIL', says: `${name} cannot send. ${answer.message}` };
}
