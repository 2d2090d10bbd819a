/** A second of them: whoever has left the page meanwhile wants the focus nowhere. */
const mostFrames = 60;

/**
 * Gives the focus to a member's row, which moves to the other list (`rowId`: its id there), once it is drawn there: the one
 * that it leaves may still be seen for some frames.
 */
export function focusMember(rowId: string): void {
  let frames = 0;
  const look = () => {
    const row = document.getElementById(rowId);
    if (row) row.focus({ preventScroll: true });
    else if (frames++ < mostFrames) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
