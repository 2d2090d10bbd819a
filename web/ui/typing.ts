const clicked = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

/** Whether what is pressed there is written. */
export function isTyping(at: Element | null): boolean {
  if (at instanceof HTMLInputElement) return !clicked.includes(at.type);
  return !!at?.matches('textarea, select') || (at instanceof HTMLElement && at.isContentEditable);
}

/** Whether Escape is for what is open over the page, also while its content is on its way and the focus is elsewhere. */
export function isEscapeTaken({ key }: { key: string }): boolean {
  return key === 'Escape' && document.querySelector('[popover="auto"]:popover-open') !== null;
}

/** Whether the page lies behind a modal dialog: nothing of it can be pressed then, wherever the focus is. */
export function isBehindDialog(): boolean {
  return document.querySelector('dialog:modal') !== null;
}

/** Whether keys that are pressed there are its own: what is written, a dialog, a menu, a list of choices. */
export function hasOwnKeys(at: Element | null): boolean {
  return isTyping(at) || !!at?.closest('dialog, [popover], [role="listbox"]');
}
