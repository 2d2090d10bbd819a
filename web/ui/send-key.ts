/** Whether a key ends what is written: Enter alone, not on touch, and never the one that ends a composition. */
export function isSendKey({ key, shiftKey, keyCode, isComposing }: KeyboardEvent): boolean {
  // Safari ends a composition before this key event, and marks it with 229 alone.
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229 && !matchMedia('(pointer: coarse)').matches;
}
