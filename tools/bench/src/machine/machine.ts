import { cpus, loadavg, release, totalmem } from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
  readonly postgres: string;
  /** Load average of the minute before the measures: over 1, somebody else was at work. */
  readonly loadBefore: number;
}

export function describeMachine(postgres: string): Machine {
  const all = cpus();
  return {
    processor: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 1_073_741_824),
    kernel: release(),
    node: process.versions.node,
    postgres,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
