type Event = { event: string; data: unknown };

/** Whoever wants to hear at once what appears on the phones. */
export function makeListeners() {
  const listeners = new Set<(event: Event) => void>();
  return {
    count: () => listeners.size,
    /** Starts listening; the returned function stops it. */
    add(listener: (event: Event) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(event: string, data: unknown): void {
      for (const listener of listeners) listener({ event, data });
    },
  };
}
