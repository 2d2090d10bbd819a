import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Account } from './account.ts';

const complaint = /^.*?\b(FATAL|PANIC|error): /;

/**
 * Runs a program to its end and answers what it printed; rejects with the last thing it complained about. Leaves out
 * our environment: PGDATA and its kin would reach PostgreSQL, secrets need not.
 */
export async function runTool(
  program: string,
  args: string[],
  options: { cwd: string; account?: Account | undefined; detached?: boolean },
): Promise<string> {
  const child = spawn(program, args, {
    ...options.account,
    cwd: options.cwd,
    detached: options.detached ?? false,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const ended = new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? String(code)));
  });
  const [out, complaints, end] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (end !== '0') throw new Error(complaintIn(complaints) ?? (complaints.trim() || `${program} ended with ${end}`));
  return out;
}

/** The last line of a program's output that says why it gave up, without the time and the name in front of it. */
export function complaintIn(output: string): string | undefined {
  const lines = output.split('\n').filter((line) => complaint.test(line));
  return lines.at(-1)?.replace(complaint, '').trim();
}
