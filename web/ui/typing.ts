const clicked = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

/** Whether what is pressed there is written. */
export function isTyping(at: Element | null): boolean {
  if (at instanceof HTMLInputElement) return !clicked.includes(at.type);
  return !!at?.matches('textarea, select') || (at instanceof HTMLElement && at.isContentEditable);
}

/** Whether keys that are pressed there are its own: what is written, a dialog, a menu, a list of choices. */
export function hasOwnKeys(at: Element | null): boolean {
  return isTyping(at) || !!at?.closest('dialog, [popover], [role="listbox"]');
}
