/** The error and its causes, without the lines of a stack that lead through Node itself. */
export function explain(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : undefined;
  if (cause && 'code' in error && error.code === 'ERR_TEST_FAILURE') return explain(cause);
  const stack = (error.stack ?? error.message).split('\n').filter((line) => !/^\s+at .*\(?node:/.test(line));
  return stack.join('\n') + (cause ? `\ncaused by ${explain(cause)}` : '');
}
