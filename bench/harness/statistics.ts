export interface Summary {
  median: number;
  lower: number;
  upper: number;
  /** Rounds that count, and those that were thrown away. */
  kept: number;
  thrown: number;
}

/** The value below which a share (0 to 1) of the values lies, interpolated between its neighbours. NaN of nothing. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN];
  return below + (above - below) * (place - Math.floor(place));
}

export const median = (values: number[]) => quantile(values, 0.5);

export function summarise(kept: number[], thrown = 0): Summary {
  return { median: median(kept), lower: quantile(kept, 0.25), upper: quantile(kept, 0.75), kept: kept.length, thrown };
}
