/** What the server found wrong, by the path of each field: `content.steps.0.words`. */
export type Faults = Record<string, string>;

/** The sentence for a part of the form: for it as a whole, or for something in it. */
export function faultOf(faults: Faults, ...parts: string[]): string | undefined {
  return Object.entries(faults).find(([path]) =>
    parts.some((part) => path === `content.${part}` || path.startsWith(`content.${part}.`)),
  )?.[1];
}

export const mapFaults = (faults: Faults, change: (fault: string, path: string) => string): Faults =>
  Object.fromEntries(Object.entries(faults).map(([path, fault]) => [path, change(fault, path)]));
