import { readFileSync, readdirSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second (USER_HZ), whatever the kernel's own tick. */
const TICK_MS = 10;

interface Stat {
  readonly parent: number;
  /** Milliseconds of the process itself, user and system. */
  readonly own: number;
  /** Milliseconds of its children that have ended. */
  readonly ended: number;
}

/** Processor time that one process has used so far, in milliseconds; all its threads included. */
export function processTime(pid: number): number {
  return readStat(pid)?.own ?? 0;
}

/** Processor time of a process and all its children so far, in milliseconds: PostgreSQL is a family of processes. */
export function familyTime(pid: number): number {
  let total = (readStat(pid)?.own ?? 0) + (readStat(pid)?.ended ?? 0);
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readStat(Number(entry));
    if (stat?.parent === pid) total += stat.own + stat.ended;
  }
  return total;
}

/** The most memory that a process has ever held, in MiB (resident set). */
export function peakMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1_024;
}

function readStat(pid: number): Stat | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The name in parentheses may hold anything: what is counted begins after the last one.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const at = (index: number): number => Number(fields[index] ?? 0);
  return { parent: at(1), own: (at(11) + at(12)) * TICK_MS, ended: (at(13) + at(14)) * TICK_MS };
}
