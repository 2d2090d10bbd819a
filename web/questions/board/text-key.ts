import { newId } from '../../ui/new-id.ts';
import { stored } from '../../ui/stored.ts';

/** For so long the same words to the same people are the text of which nobody knows yet whether it has left. */
const doubtMs = 24 * 60 * 60_000;

const openOf = (memberId: string) =>
  stored<{ of: string; key: string; at: number }[]>(`hearback.texting.${memberId}`, []);

let opened: { memberId: string; inDoubt: ReturnType<typeof openOf> } | undefined;

/** Whoever sits at this browser next means a text of their own. */
function open(memberId: string) {
  if (opened?.memberId !== memberId) opened = { memberId, inDoubt: openOf(memberId) };
  return opened.inDoubt;
}

/** The Idempotency-Key of a text to many: the same until it has left, however often it is tried, and after a reload. */
export function keyOf(memberId: string, of: string): string {
  const inDoubt = open(memberId);
  const fresh = { of, key: newId(), at: Date.now() };
  inDoubt.update((all) => {
    const recent = all.filter(({ at }) => Date.now() - at < doubtMs);
    return recent.some((each) => each.of === of) ? recent : [...recent, fresh];
  });
  return inDoubt.get().find((each) => each.of === of)?.key ?? fresh.key;
}

/** Whoever writes the same to the same people from now on means another text. */
export function hasLeft(memberId: string, of: string): void {
  open(memberId).update((all) => all.filter((each) => each.of !== of));
}
