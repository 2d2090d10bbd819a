import { useLanguage } from '../../words/words.ts';
import { useInsightWords } from './words.ts';

/** Says how long it took, by the bounds between the classes in which that is counted. */
export function useLengths(bounds: number[]) {
  const words = useInsightWords();
  const language = useLanguage();
  const unitOf = (seconds: number) =>
    seconds <= 60 ? (['second', 1] as const) : seconds <= 3600 ? (['minute', 60] as const) : (['hour', 3600] as const);
  const format = (unit: string) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
  const length = (seconds: number) => {
    const [unit, size] = unitOf(seconds);
    return format(unit).format(seconds / size);
  };
  const last = bounds.at(-1) as number;
  return {
    /** What is true of a class and of all quicker ones. */
    upTo(speed: number): string {
      const bound = bounds[speed];
      return bound === undefined ? words.moreThan(length(last)) : words.lessThan(length(bound));
    },
    of(speed: number): string {
      const [from, until] = [bounds[speed - 1], bounds[speed]];
      if (speed < 0) return words.notKnown;
      if (from === undefined) return words.lessThan(length(bounds[0] as number));
      if (until === undefined) return words.orMore(length(last));
      const [unit, size] = unitOf(until);
      return format(unit).formatRange(from / size, until / size);
    },
  };
}
