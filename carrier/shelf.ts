/** A queue in an array: adding and dropping the oldest cost the same however long it is. */
export type Shelf<T> = { items: T[]; start: number };

export function makeShelf<T>(): Shelf<T> {
  return { items: [], start: 0 };
}

export function sizeOf(shelf: Shelf<unknown>): number {
  return shelf.items.length - shelf.start;
}

export function dropOldest<T>(shelf: Shelf<T>): T | undefined {
  if (sizeOf(shelf) === 0) return undefined;
  const oldest = shelf.items[shelf.start];
  shelf.start += 1;
  if (shelf.start > 1000 && shelf.start * 2 > shelf.items.length) {
    shelf.items = shelf.items.slice(shelf.start);
    shelf.start = 0;
  }
  return oldest;
}
