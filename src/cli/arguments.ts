import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * Reads what was typed after a command.
 * @throws Error with how the command is used, when it was used in another way.
 */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  usage: string,
  options: Options,
  positions: { least: number; most: number },
) {
  try {
    const read = parseArgs({ args, options, allowPositionals: true, strict: true });
    const { length } = read.positionals;
    if (length < positions.least || length > positions.most) throw new Error('There is too little or too much.');
    return read;
  } catch (cause) {
    throw new Error(`${(cause as Error).message}\nUsage: npx hearback ${usage}`, { cause });
  }
}
