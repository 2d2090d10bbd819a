import type { AnswerValue } from '../kinds.ts';
import type { Mention } from './mentions.ts';
import { isOtherUnit } from './units.ts';

export interface NumberBounds {
  unit?: string;
  min?: number;
  max?: number;
  isWhole?: boolean;
  /** On a scale "4/5" is a four. */
  isScale?: boolean;
}

type Place = Omit<Mention, 'values'>;

function valuesOf(numbers: readonly number[]): AnswerValue[] {
  return numbers.map((number) => ({ kind: 'number', number }));
}

/** Of what a number can mean, that which is within the bounds. Where nothing is, or another unit is named, it says so. */
export function within(place: Place, numbers: readonly number[], bounds: NumberBounds, unit?: string): Mention {
  const { min = -Infinity, max = Infinity, isWhole } = bounds;
  if (unit && isOtherUnit(unit, bounds.unit))
    return { ...place, values: [], problem: { code: 'other_unit', wrote: unit } };
  const inside = numbers.filter((number) => number >= min && number <= max);
  const values = valuesOf(inside.filter((number) => !isWhole || Number.isInteger(number)));
  if (values.length > 0) return { ...place, values };
  const code = inside.length > 0 ? 'not_whole' : 'out_of_bounds';
  return { ...place, values, problem: { code, wrote: String(numbers[0]) } };
}
