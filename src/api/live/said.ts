/** A message of another process; null unless it is an object: anybody with a connection to the database can send one. */
export function readSaid(words: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(words);
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
