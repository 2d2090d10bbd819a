import { useRef } from 'react';
import type { SavedReply } from '../api.ts';

/** All replies, and those in which somebody writes here and that were removed meanwhile, each in its place. */
export function useWithBegun(all: SavedReply[], begun: ReadonlySet<string>): (SavedReply & { isGone: boolean })[] {
  const shown = useRef<SavedReply[]>([]);
  const next = all.map((reply) => ({ ...reply, isGone: false }));
  for (const [at, reply] of shown.current.entries())
    if (begun.has(reply.id) && !all.some(({ id }) => id === reply.id)) next.splice(at, 0, { ...reply, isGone: true });
  shown.current = next;
  return next;
}
