/** Puts text in place of a part of a field, as if it were typed: the browser's own undo takes it back. */
export function typeInto(area: HTMLTextAreaElement, text: string, from: number, to: number): void {
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, to);
  // The only call that keeps the browser's undo; where it does nothing, the field is told by hand.
  if (document.execCommand(text ? 'insertText' : 'delete', false, text)) return;
  area.setRangeText(text, from, to, 'end');
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
