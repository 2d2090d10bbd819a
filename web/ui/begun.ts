import { forgetStored, stored } from './stored.ts';

const keyOf = (memberId: string) => `hearback.begun.${memberId}`;
const storeOf = (memberId: string) => stored<Record<string, unknown>>(keyOf(memberId), {});

let opened: { memberId: string; begun: ReturnType<typeof storeOf> } | undefined;
let signedOut = '';

/** What a member has begun in this browser and the server does not have, by what it is of; also after a reload. */
function open(memberId: string) {
  if (opened?.memberId !== memberId) opened = { memberId, begun: storeOf(memberId) };
  return opened.begun;
}

export const begunBy = (memberId: string): Record<string, unknown> => open(memberId).get();

/** Whether it outlives the page: not where storage is switched off or full. */
export const useIsBegunKept = (memberId: string): boolean => open(memberId).useIsKept();

/** Keeps what is begun, and null where there is nothing more to keep. */
export function keepBegun(memberId: string, of: string, begun: unknown): void {
  if (memberId === signedOut || (begun === null && !(of in begunBy(memberId)))) return;
  open(memberId).update(({ [of]: _, ...others }) => (begun === null ? others : { ...others, [of]: begun }));
}

// So is it in the other tabs: what they still tell until they are led away is of nobody who is signed in.
addEventListener('storage', ({ key, newValue }) => {
  if (newValue === null && opened && key === keyOf(opened.memberId)) signedOut = opened.memberId;
});

/** Forgets it when its member signs out; what an open page still tells until it is gone is not kept, either. */
export function forgetBegun(memberId: string): void {
  signedOut = memberId;
  forgetStored(keyOf(memberId));
}
