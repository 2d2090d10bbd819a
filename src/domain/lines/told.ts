import type { Provider } from '../../providers/provider.ts';
import type { Line } from './stored-line.ts';

type Told = Pick<Line, 'label' | 'number' | 'segmentsPerSecond' | 'settings'>;

/** A line as it is told in an act: without secrets, and of its number the end. */
export function toldOf(provider: Provider, { label, number, segmentsPerSecond, settings }: Told) {
  const plain = provider.settings.filter(({ isSecret }) => !isSecret).map(({ name }) => [name, settings[name] ?? null]);
  return { label, number: endOf(number), segmentsPerSecond, ...Object.fromEntries(plain) };
}

/** Which secrets were given anew. */
export function renewedIn(provider: Provider, before: Told, after: Told): { renewed?: string[] } {
  const keeping = provider.settings.map(({ keepsLastIn }) => keepsLastIn);
  const renewed = provider.settings
    .filter(
      ({ name, isSecret }) => isSecret && !keeping.includes(name) && before.settings[name] !== after.settings[name],
    )
    .map(({ name }) => name);
  return renewed.length > 0 ? { renewed } : {};
}

/** The last four digits, by which people tell their own numbers apart. */
export const endOf = (number: string | null) => number && `…${number.slice(-4)}`;
