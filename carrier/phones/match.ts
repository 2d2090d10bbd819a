import vm from 'node:vm';

// By the clock: on a busy machine an innocent pattern may be kept waiting for a while.
const limitMs = 1000;
const room = vm.createContext({ pattern: /(?:)/, text: '' });
const test = new vm.Script('pattern.test(text)');
const patterns = new Map<string, RegExp>();

/** Whether a pattern is a regular expression at all. */
export function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'i');
    return true;
  } catch {
    return false;
  }
}

/** Tries a pattern on a text. One that would go on for ever (`(a+)+$`) is cut off after a second, and fits nothing from then on. */
export function textMatches(source: string, text: string): boolean {
  let pattern = patterns.get(source);
  if (!pattern) {
    if (patterns.size > 1000) patterns.clear();
    pattern = new RegExp(source, 'i');
    patterns.set(source, pattern);
  }
  room.pattern = pattern;
  room.text = text;
  try {
    return test.runInContext(room, { timeout: limitMs });
  } catch {
    // Everybody waits while it is tried.
    patterns.set(source, /(?!)/);
    return false;
  }
}
