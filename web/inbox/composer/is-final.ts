/** Whether a refusal is the last word: signing in, waiting or a slower pace mends the others. */
export function isFinal(status: number): boolean {
  return status < 500 && ![401, 408, 425, 429].includes(status);
}
