import type { Step } from '../content.ts';

/** The steps without one of them. What led to it goes on with the next, what led beyond it still leads there. */
export function withoutStep(steps: Step[], gone: number): Step[] {
  return steps.toSpliced(gone, 1).map((step, at, { length }) => {
    if (!step.branches) return step;
    const branches = step.branches.flatMap((branch) => {
      const { goTo } = branch;
      if (goTo === 'end') return [branch];
      if (goTo === gone) return [];
      const to = goTo > gone ? goTo - 1 : goTo;
      return to > at && to < length ? [{ ...branch, goTo: to }] : [];
    });
    return { ...step, branches };
  });
}
