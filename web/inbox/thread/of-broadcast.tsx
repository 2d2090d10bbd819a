import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Words about a broadcast, which lead to it. */
export function OfBroadcast({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to="/broadcasts/$broadcastId" params={{ broadcastId: id }}>
      {children}
    </Link>
  );
}
