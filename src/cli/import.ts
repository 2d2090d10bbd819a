import { createWriteStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as imports from '../domain/imports/imports.ts';
import type { Config } from '../platform/config.ts';
import { readArguments } from './arguments.ts';
import { findMember } from './find-member.ts';
import { tell } from './open-database.ts';
import { openFloor } from './open-floor.ts';

const usage =
  'import <file> --by <email of an owner or a manager> [--group <name>] [--existing skip|fill|replace] [--rejected <file>] [--write]';
const choices = ['skip', 'fill', 'replace'] as const;

/**
 * Imports a file of people, also beside a running Hearback: says what its columns are taken for and what each row would do,
 * and writes it only with `--write`.
 */
export async function importPeople(config: Config, args: string[], say = tell): Promise<void> {
  const text = { type: 'string' } as const;
  const options = { by: text, group: text, existing: text, rejected: text, write: { type: 'boolean' } } as const;
  const { values, positionals } = readArguments(args, usage, options, { least: 1, most: 1 });
  const [file = ''] = positionals;
  const existing = choices.find((choice) => choice === (values.existing ?? 'fill'));
  if (!values.by || !existing) throw new Error(`Usage: npx hearback ${usage}`);
  const source = await open(file).catch((cause) => {
    throw new Error(`${file} cannot be read (${cause.code}).`, { cause });
  });
  if (values.rejected)
    await mustTake(values.rejected, source).catch(async (error) => {
      await source.close();
      throw error;
    });
  const { floor, close } = await openFloor(config);
  try {
    const member = await findMember(floor, values.by);
    const id = await imports.takeFile(member, basename(file), source.createReadStream());
    const brought = await imports.match(member, id, { defaults: { existing, group: values.group ?? null } });
    for (const { heading, examples, meaning, field } of brought.columns)
      say(`${heading || 'A column'} (${examples[0] ?? 'empty'}): ${field ?? meaning.replaceAll('_', ' ')}`);
    await imports.startCheck(member, id);
    while (await imports.goOn(member, id));
    const { counts } = await imports.find(member, id);
    say(
      `New: ${counts.new}. Changed: ${counts.change}. The same: ${counts.same}. Somebody of a row before: ${counts.repeat}. Rejected: ${counts.rejected}.`,
    );
    if (values.rejected)
      await pipeline(await imports.rejectedFile(member, id, 'en'), createWriteStream(values.rejected));
    if (!values.write) {
      await imports.drop(member, id);
      say('Nothing is written. With --write it is.');
      return;
    }
    await imports.startWriting(member, id);
    while (await imports.goOn(member, id));
    say('Written. It can be undone for 24 hours, under People, Import.');
  } finally {
    await close();
    await source.close();
  }
}

/** Before the file is taken in: of what breaks off in the middle something would stay. */
async function mustTake(rejected: string, source: FileHandle): Promise<void> {
  // By what they are: a link has another name.
  const there = await stat(rejected, { bigint: true }).catch(() => null);
  const { dev, ino } = await source.stat({ bigint: true });
  if (there?.dev === dev && there.ino === ino)
    throw new Error('The rejected rows would be written over the file itself. Give another name.');
  const place = await open(rejected, 'a').catch((cause) => {
    throw new Error(`${rejected} cannot be written (${cause.code}).`, { cause });
  });
  await place.close();
}
