/** What was said on the channel of all processes, on which anybody with a connection can say anything; null unless it is an object. */
export function readSaid(words: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(words);
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
