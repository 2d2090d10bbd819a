import { type Logger, pino } from 'pino';

/** What most need of a log: to write to it. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** The log of the whole process. */
export type RootLog = Log & Pick<Logger, 'child' | 'level'>;

/**
 * A structured log: one JSON object a line, on standard error so that standard output stays for people. Secrets, texts
 * and whole phone numbers never reach it: known fields are cut out, and anything that looks like a number is masked.
 */
export function createLog(
  level: string,
  write: (line: string) => void = (line) => process.stderr.write(line),
): RootLog {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'body',
          'text',
          'authToken',
          'password',
          'secret',
          'cookie',
          'authorization',
          'settings',
          'parameters',
          // PostgreSQL quotes the row or the value that it refused.
          'detail',
          'where',
        ].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '(hidden)',
      },
    },
    { write: (line) => write(maskNumbers(line)) },
  );
}

/** Keeps the last two digits of anything that looks like a phone number; ids and times are left alone. */
export function maskNumbers(text: string): string {
  return text.replace(/(?:\+|%2B)\d(?:[ ().-]{0,2}\d){4,14}(?!\d)/gi, (number) => `+…${number.slice(-2)}`);
}
