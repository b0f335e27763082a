import type { Walkable } from '../audit/each-order.ts';
import { type CommandSurroundings, counted, printable } from '../audit/terminal.ts';
import { type Verified, verifyAll } from '../audit/verify.ts';
import type { Config } from '../config.ts';

/** A store, as people name it. */
export const nameOfStore = (store: Config['store']): string =>
  store.kind === 'redis' ? 'Redis (REDIS_URL)' : `${store.dataDir} (SQLite)`;

/** Runs all checks of the audit over what was written, and tells each violation. */
export const audited = (walk: Walkable, { clock, stdout, stderr }: CommandSurroundings): Promise<Verified> =>
  verifyAll(walk, {
    clock,
    onProgress: (done, total) => stderr(`… ${done} of ${counted(total, 'order')} checked\n`),
    onViolation: ({ reference, sentence }) => stdout(`${printable(`${reference}: ${sentence}`)}\n`),
  });

/** What an audit came to, in a sentence. */
export function auditText({ orders, entries, stubs, violations, concerned }: Verified): string {
  const archived = stubs === 0 ? '' : `, ${counted(stubs, 'archived order')}`;
  const found =
    violations === 0 ? 'no violation' : `${counted(violations, 'violation')} in ${counted(concerned, 'order')}`;
  return `${counted(orders, 'order')} with ${counted(entries, 'entry', 'entries')} of history${archived}; audit: ${found}`;
}
