import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether strace is there and allowed. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-qq', '-e', 'trace=fsync', '-o', '/dev/null', 'true']).status === 0;
}

/** Runs a program and writes its disk syncs, with their moments, into a file. */
export const tracingInto = (file: string): string[] => [
  'strace',
  '-f',
  '-qq',
  '-ttt',
  '-e',
  'trace=fsync,fdatasync,msync',
  '-o',
  file,
];

/** Disk syncs that began in a span of time (milliseconds since 1970), by what strace wrote. Pure but for the reading. */
export const syncsIn = (file: string, fromMs: number, toMs: number): number =>
  countSyncs(readFileSync(file, 'utf8'), fromMs, toMs);

/** Counts the calls of a trace in a span of time; the second half of a call that was interrupted is not another one. */
export function countSyncs(trace: string, fromMs: number, toMs: number): number {
  return [...trace.matchAll(/^\d+\s+(\d+\.\d+) (?:fsync|fdatasync|msync)\(/gm)].filter(([, seconds]) => {
    const atMs = Number(seconds) * 1_000;
    return atMs >= fromMs && atMs <= toMs;
  }).length;
}
