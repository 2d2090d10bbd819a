export interface Turnstile {
  /** Resolves when those who wait are let in. */
  pass(): Promise<void>;
  /** Lets everybody in, from now on. */
  open(): void;
}

/** Holds newcomers back, each for `mostMs` at most: as often as that, all who wait are let in together. */
export function closeTurnstile(mostMs: number): Turnstile {
  let turn = Promise.withResolvers<void>();
  const letIn = () => {
    turn.resolve();
    turn = Promise.withResolvers();
  };
  const rhythm = setInterval(letIn, mostMs);
  return {
    pass: () => turn.promise,
    open() {
      clearInterval(rhythm);
      turn.resolve();
    },
  };
}
