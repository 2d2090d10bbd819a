import { type LinkProps, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { actFailed, didAct } from './undo.ts';

/** Where a member was when an act began whose answer may come late. */
export interface Start {
  /** Whether they have gone nowhere since, not even away and back. */
  isHere(): boolean;
  /**
   * Goes to what came of the act. Who has left is not moved: a toast says it, where something is said, with a link, and with
   * what takes it back, for so long. Answers how to unsay that.
   */
  leadOn(way: LinkProps, said?: string, undo?: () => unknown, forMs?: number): Promise<(() => void) | undefined>;
  /** Tells those who have left that the act has failed; the others see it where it was made. */
  failed(act: string, error: unknown): void;
}

/** Remembers where an act begins: call what is answered when it does. */
export function useStart(): () => Start {
  const { history, navigate } = useRouter();
  return useCallback(() => {
    // Each step, back ones as well, makes another.
    const from = history.location;
    const isHere = () => history.location === from;
    return {
      isHere,
      async leadOn(way, said, undo, forMs) {
        if (!isHere()) return said ? didAct(said, undo, way, forMs) : undefined;
        await navigate(way);
        return undefined;
      },
      failed(act, error) {
        if (!isHere()) actFailed(act, error);
      },
    };
  }, [history, navigate]);
}
