import { CatchBoundary } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';

/** A part that is loaded when it is wanted, and without which all around it works: where it cannot be had, it is not there. */
export function Optional({ meanwhile, children }: { meanwhile?: ReactNode; children: ReactNode }) {
  return (
    <CatchBoundary getResetKey={() => 0} errorComponent={Nothing}>
      <Suspense fallback={meanwhile}>{children}</Suspense>
    </CatchBoundary>
  );
}

function Nothing() {
  return null;
}
