import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What was typed after a command of ours. Whoever types something else is told what there is, and the process ends. */
export function readCommandLine<Known extends Options>(options: Known, { takesNames }: { takesNames: boolean }) {
  try {
    return parseArgs({ options, allowPositionals: takesNames });
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ');
    return stopWith(`${sentence}. There are: ${Object.keys(options).map(show).join(', ')}.`);
  }
}

/** Ends the process when it is not a number above 0. */
export function readNumber(name: string, value: string): number {
  return Number(value) > 0 ? Number(value) : stopWith(`--${name} must be a number above 0.`);
}

export function stopWith(message: string): never {
  console.error(message);
  process.exit(1);
}

const show = (name: string) => `--${name}`;
