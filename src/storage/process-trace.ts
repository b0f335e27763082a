import { readFileSync, readlinkSync } from 'node:fs';
import { kill, pid } from 'node:process';
import { z } from 'zod';
import { bootId } from './boot-id.ts';

const Errno = z.object({ code: z.string() });

/** Where `/proc/<number>/stat` says when a process began, in ticks since the machine did: so many words behind its name. */
const BEGUN_WORD = 19;

/**
 * Tells this process from every other that there was: the machine since it was booted, the namespace in which process numbers
 * count (two containers have two), the number, and when it began. Null where the system does not tell all of these.
 */
export function traceOfThisProcess(): string | null {
  const place = placeOfThisProcess();
  const begun = begunAt(pid);
  return place === null || begun === null ? null : `${place} ${pid} ${begun}`;
}

/**
 * Whether the process of a trace has surely ended: it ran in the very place of this one, where its number is nobody's now, or
 * that of one which began at another time. Of processes in other places nothing is known.
 */
export function hasEnded(trace: string): boolean {
  const [boot, namespace, number, begun] = trace.split(' ');
  if (`${boot} ${namespace}` !== placeOfThisProcess()) return false;
  if (!isRunning(Number(number))) return true;
  const now = begunAt(Number(number));
  return now !== null && now !== begun;
}

/** A namespace that is gone may leave its number to another one; then the process in it is gone, too. */
function placeOfThisProcess(): string | null {
  const boot = bootId();
  try {
    return boot === null ? null : `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

/** Null when it is not told, as processes of other users may be hidden. */
function begunAt(number: number): string | null {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, 'utf8');
    // The name of a process may hold brackets and spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[BEGUN_WORD] ?? null;
  } catch {
    return null;
  }
}

function isRunning(number: number): boolean {
  try {
    return kill(number, 0);
  } catch (error) {
    // Others of another user may not be asked, and are there.
    return Errno.safeParse(error).data?.code !== 'ESRCH';
  }
}
