import { readdirSync, readFileSync } from 'node:fs';

/** Ticks per second of /proc, which Linux has fixed for programs (USER_HZ, proc(5)). */
const ticksPerSecond = 100;

/** The fields of /proc/<pid>/stat after the name, which may hold anything: [0] is the state, [1] the parent. */
function statOf(pid: number | string): string[] {
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return line.slice(line.lastIndexOf(')') + 2).split(' ');
}

const ticks = (fields: string[], places: number[]) => places.reduce((sum, place) => sum + Number(fields[place]), 0);

/** Seconds of processor time that a process has used; NaN where there is no /proc. */
export function processorSeconds(pid: number): number {
  try {
    return ticks(statOf(pid), [11, 12]) / ticksPerSecond;
  } catch {
    return Number.NaN;
  }
}

/** The same for a PostgreSQL server with all its processes, those that have ended too, found by any one of them. */
export function serverProcessorSeconds(backendPid: number): number {
  try {
    const parent = statOf(backendPid)[1] ?? '';
    const own = ticks(statOf(parent), [11, 12, 13, 14]);
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === parent);
    return (own + children.reduce((sum, pid) => sum + ticks(statOf(pid), [11, 12]), 0)) / ticksPerSecond;
  } catch {
    return Number.NaN;
  }
}

function parentOf(pid: string): string | undefined {
  try {
    return statOf(pid)[1];
  } catch {
    return undefined;
  }
}

/** Resident memory of a process in bytes; NaN where there is no /proc. */
export function residentBytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}
