import { invalid } from '../../platform/errors.ts';
import type { Provider } from '../../providers/provider.ts';
import { type NewLine, readSettings } from './settings.ts';
import type { Line } from './stored-line.ts';

/**
 * Reads a line as it is, with what is to be other.
 * @throws as `readSettings`, and `invalid` where secrets would go to somebody else and were not given again: whoever may
 * change a line need not know them, and must not learn them.
 */
export function readChange(provider: Provider, line: Line, input: Partial<NewLine>): ReturnType<typeof readSettings> {
  const read = readSettings(provider, {
    provider: line.provider,
    label: input.label ?? line.label,
    number: input.number ?? line.number ?? undefined,
    settings: { ...line.settings, ...input.settings },
    segmentsPerSecond: input.segmentsPerSecond === undefined ? line.segmentsPerSecond : input.segmentsPerSecond,
  });
  const isElsewhere = provider.settings.some(
    ({ name, directsSecrets }) => directsSecrets && read.settings[name] !== line.settings[name],
  );
  if (!isElsewhere) return read;
  const missing = provider.settings.filter(
    ({ name, isSecret }) => isSecret && read.settings[name] && !isOnlyKept(provider, name) && !input.settings?.[name],
  );
  if (missing.length > 0) throw invalid(Object.fromEntries(missing.map(({ name }) => [`settings.${name}`, again])));
  return read;
}

const again = 'Give this again: it is not sent to another address, nor for another account, by itself.';

/** What was replaced is sent to nobody: it only tells whether a webhook is right. */
const isOnlyKept = (provider: Provider, name: string) => provider.settings.some((each) => each.keepsLastIn === name);
