/** Gives the focus to a member's row, which has moved to the other list, once it is drawn there. */
export function focusMember(id: string): void {
  requestAnimationFrame(() => document.getElementById(`member-${id}`)?.focus({ preventScroll: true }));
}
