import { readFileSync } from 'node:fs';

/** Linux draws it anew each time that a machine boots; its containers read the same. */
const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** This machine, until it is started anew; null where the system has no name for that. */
export function bootId(): string | null {
  try {
    return readFileSync(BOOT_ID, 'utf8').trim();
  } catch {
    return null;
  }
}
