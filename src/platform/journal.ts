import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { openBatch } from './batch.ts';
import { newId } from './ids.ts';
import { syncFolder, writeWhole } from './whole-file.ts';

/** Records on disk that survive a crash, oldest first, until they are dropped. */
export interface Journal {
  /** Resolves when the record is on the disk. Records that come together are written together. */
  append(record: unknown): Promise<void>;
  /** The oldest records that are left, also where another process has them, and how to drop them; null when there are none. */
  oldest(): Promise<(Records & { drop(): Promise<void> }) | null>;
  /**
   * Keeps a record that cannot be read, or the bytes of one that is damaged, in a file of its own, until the next start.
   * Answers which; the same again is the same one. Null: it was first kept 90 days ago, and is not any more.
   */
  park(record: unknown): Promise<string | null>;
  /** All that earlier runs have left, a file at a time, oldest first; it stays. */
  left(): AsyncIterable<unknown[]>;
  /** Lets go of the file; what is in it stays. */
  close(): Promise<void>;
}

/** What is in a file. */
interface Records {
  records: unknown[];
  /** Lines that are not as they were written, without their ends. */
  damaged: Buffer[];
  /** Whether it ends in half a line. Who was killed while they wrote it, or writes it anew elsewhere, told nobody that it is kept. */
  isCutOff: boolean;
}

/** As long as a webhook that could not be taken in waits for somebody to look at it. */
const longestParkedMs = 90 * 86_400_000;

/** Read at once when it is emptied: no larger than what is easily held in memory. */
const mostBytesOfFile = 4 * 1024 * 1024;

/**
 * Opens a folder of records, and takes over those that other processes have left in it.
 * @throws Error with a sentence for people when the folder cannot be written.
 */
export function openJournal(folder: string): Journal {
  const owner = newId();
  mustBeWritable(folder, owner);
  /** Names sort by time; each ends with its owner, so that a file which another process took over is seen to be gone. */
  const files = readdirSync(folder).filter(isFile).sort();
  let current: { name: string; handle: FileHandle; bytes: number } | null = null;

  async function openFile(): Promise<NonNullable<typeof current>> {
    const name = `${newId()}.${owner}.journal`;
    const handle = await open(join(folder, name), 'ax', 0o600);
    await syncFolder(folder).catch(async (error) => {
      await handle.close();
      throw error;
    });
    files.push(name);
    return { name, handle, bytes: 0 };
  }

  async function leaveFile(): Promise<void> {
    const left = current;
    current = null;
    await left?.handle.close();
  }

  /** Whether the bytes are on the disk in a file that is still ours. */
  async function put(bytes: Buffer): Promise<boolean> {
    current ??= await openFile();
    const { name, handle } = current;
    try {
      await handle.appendFile(bytes);
      await handle.datasync();
    } catch (error) {
      await handle.truncate(current.bytes).catch(leaveFile);
      throw error;
    }
    // Whoever takes a file over renames it first and then reads it: what is still in its place is read with this in it.
    if (await exists(join(folder, name))) {
      current.bytes += bytes.length;
      return true;
    }
    await leaveFile();
    return false;
  }

  /** Null for a line asks for the file to be left: what comes next goes into another. */
  async function write(lines: (string | null)[]): Promise<null[]> {
    const bytes = Buffer.from(lines.join(''));
    while (bytes.length > 0 && !(await put(bytes)));
    if (lines.includes(null) || (current && current.bytes > mostBytesOfFile)) await leaveFile();
    return lines.map(() => null);
  }
  const writeTogether = openBatch(write, 1000);

  async function takeOver(name: string): Promise<string> {
    const own = `${idOf(name)}.${owner}.journal`;
    if (own !== name) await rename(join(folder, name), join(folder, own));
    return own;
  }

  /** By which name another process has taken a file over; undefined when it has dropped it as well. */
  async function followed(name: string): Promise<string | undefined> {
    return (await readdir(folder)).find((each) => each !== name && isFile(each) && idOf(each) === idOf(name));
  }

  /** When a parked record was first kept: its file has the time of then, also while it is read once more under another name. */
  async function parkedSince(name: string): Promise<Date | undefined> {
    const before = await stat(join(folder, (await followed(name)) ?? name)).catch(mustBeGone);
    return before?.mtime;
  }

  return {
    async append(record) {
      await writeTogether(lineOf(record));
    },
    async oldest() {
      for (;;) {
        await writeTogether(null);
        const [name] = files;
        if (!name) return null;
        try {
          files[0] = await takeOver(name);
          const path = join(folder, files[0]);
          const read = readRecords(await readFile(path));
          const drop = async () => {
            // Unless another process that takes it in as well was quicker.
            await rm(path, { force: true });
            files.shift();
          };
          return { ...read, drop };
        } catch (error) {
          mustBeGone(error);
          // Whoever has taken it over may not be done with it, or never be: it is taken in here, too, before all that is newer.
          const elsewhere = await followed(name);
          if (elsewhere) files[0] = elsewhere;
          else files.shift();
        }
      }
    },
    async park(record) {
      const { name, line } = asParked(record);
      const path = join(folder, name);
      const since = await parkedSince(name);
      if (since && Date.now() - since.getTime() > longestParkedMs) return null;
      await writeWhole(path, async (file) => {
        await file.writeFile(line);
        if (since) await file.utimes(since, since);
      });
      return path;
    },
    async *left() {
      for (const name of [...files]) {
        // Where it is: whoever works with it goes on.
        for (let at: string | undefined = name; at; at = await followed(at)) {
          const bytes = await readFile(join(folder, at)).catch(mustBeGone);
          if (!bytes) continue;
          yield readRecords(bytes).records;
          break;
        }
      }
    },
    async close() {
      await writeTogether(null);
    },
  };
}

const isFile = (name: string) => /^[\w-]+(\.[\w-]+\.journal|\.parked)$/.test(name);

/** How many records of a journal could not be read, and are kept in files. */
export const countParked = (folder: string): number =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.parked')).length : 0;

/** What a file is known by, whoever owns it. */
const idOf = (name: string) => name.split('.', 1)[0];

function mustBeGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

const checksum = (json: string | Buffer) => crc32(json).toString(16).padStart(8, '0');

function lineOf(record: unknown): string {
  const json = JSON.stringify(record);
  return `${checksum(json)} ${json}\n`;
}

/** Named by what is in it. The end makes a damaged line a whole one, or the next start would take it for cut off. */
function asParked(record: unknown): { name: string; line: string | Buffer } {
  const line = Buffer.isBuffer(record) ? Buffer.concat([record, Buffer.from('\n')]) : lineOf(record);
  const mark = Buffer.isBuffer(record) ? checksum(record) : line.slice(0, 8);
  return { name: `${mark}-${line.length}.parked`, line };
}

/** By bytes: what is damaged may be no UTF-8 any more. */
function readRecords(bytes: Buffer): Records {
  const read: Records = { records: [], damaged: [], isCutOff: false };
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf('\n', from);
    const line = bytes.subarray(from, end === -1 ? bytes.length : end);
    from += line.length + 1;
    if (isWhole(line)) read.records.push(JSON.parse(line.toString('utf8', 9)));
    else if (end === -1) read.isCutOff = true;
    else if (line.length > 0) read.damaged.push(line);
  }
  return read;
}

const isWhole = (line: Buffer) => line.length > 9 && line.toString('latin1', 0, 8) === checksum(line.subarray(9));

const exists = (path: string) =>
  stat(path).then(
    () => true,
    (error) => {
      mustBeGone(error);
      return false;
    },
  );

function mustBeWritable(folder: string, name: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const probe = join(folder, `${name}.probe`);
    writeFileSync(probe, 'x', { mode: 0o600 });
    rmSync(probe);
  } catch (cause) {
    throw new Error(
      `The journal folder ${folder} cannot be written (${(cause as NodeJS.ErrnoException).code}). Texts that come while the database is away are kept there: give this user the right to write in it.`,
      { cause },
    );
  }
}
