import type { KeyboardEvent } from 'react';

/** Whether a key ends what is written: Enter alone, not on touch, and never the one that ends a composition. */
export function isSendKey({ key, shiftKey, keyCode, nativeEvent }: KeyboardEvent): boolean {
  // Safari ends a composition before this key event, and marks it with 229 alone.
  const isComposing = nativeEvent.isComposing || keyCode === 229;
  return key === 'Enter' && !shiftKey && !isComposing && !matchMedia('(pointer: coarse)').matches;
}
