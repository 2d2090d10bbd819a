/** Keeps the direction of a name, or of what somebody has called something, from the sentence around it (Unicode isolates). */
export const apart = (name: unknown): string => `\u2068${String(name)}\u2069`;
