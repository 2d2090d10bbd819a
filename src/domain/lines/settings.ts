import { invalid } from '../../platform/errors.ts';
import { readName } from '../../platform/name.ts';
import { readAddress } from '../../platform/phone-number.ts';
import type { Provider } from '../../providers/provider.ts';

/** What the line form sends. */
export interface NewLine {
  provider: string;
  label: string;
  number?: string | undefined;
  settings: Readonly<Record<string, string>>;
  /** How fast it may send; null is without a limit, left out what is usual. */
  segmentsPerSecond?: number | null | undefined;
}

interface ReadLine {
  label: string;
  number: string | null;
  settings: Record<string, string>;
  segmentsPerSecond: number | null;
}

/**
 * Checks a line form against what its provider asks for. Settings the provider does not know are dropped.
 * @throws AppError `invalid` with a sentence for every wrong field.
 */
export function readSettings(provider: Provider, input: NewLine): ReadLine {
  const wrong: Record<string, string> = {};
  const label = readName(input.label);
  if (label === '' || label.length > 100) wrong.label = 'Give the line a name of 1 to 100 characters.';

  const typed = input.number?.trim() || null;
  const address = typed ? readAddress(typed) : null;
  if (address?.kind === 'sender_name')
    wrong.number = 'This is not a number. Type it with the country code, like +1 415 555 2671.';

  const settings: Record<string, string> = {};
  for (const { name, isRequired, pattern, hint } of provider.settings) {
    const value = input.settings[name]?.trim();
    if (!value) {
      if (isRequired) wrong[`settings.${name}`] = hint;
    } else if (value.length > 2000 || (pattern && !new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(value))) {
      wrong[`settings.${name}`] = hint;
    } else settings[name] = value;
  }
  const hasPool = provider.settings.some((each) => each.choosesSender && settings[each.name]);
  if (!address && !hasPool) {
    wrong.number ??= 'Give a number to text from, or a service that chooses one.';
  }
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  // Without a pace the company's own queue has the last word: what a number may send depends on its registration.
  const { segmentsPerSecond = null } = input;
  return { label, number: address?.value ?? null, settings, segmentsPerSecond };
}
