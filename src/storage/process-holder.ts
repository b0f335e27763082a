import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { kill, pid } from 'node:process';
import { z } from 'zod';

const Holder = z.templateLiteral([z.string(), ' ', z.int(), ' ', z.uuid()]);
const Errno = z.object({ code: z.string() });

/** Names this process, so that a later one can tell whether it is gone. */
export const thisProcess = (): string => Holder.parse(`${hostname()} ${pid} ${randomUUID()}`);

/**
 * Whether another process is surely gone: it ran on this host, by its name, and its number is nobody's now, or ours. Of other
 * hosts nothing is known, nor of containers, which have names of their own.
 */
export function isProcessGone(holder: string): boolean {
  const [host, number] = holder.split(' ');
  if (host !== hostname()) return false;
  return Number(number) === pid || !isRunning(Number(number));
}

function isRunning(number: number): boolean {
  try {
    return kill(number, 0);
  } catch (error) {
    // Others of another user may not be asked, and are there.
    return Errno.safeParse(error).data?.code === 'EPERM';
  }
}
