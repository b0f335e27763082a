import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const Errno = z.object({ code: z.string() });

/**
 * Makes a folder, and those above it that are missing, with these rights. One that is there stays as it is. Throws what the
 * system says. Node's own `recursive` never comes to an end in a folder that takes no new ones and says that they are not
 * there, as `/proc` does.
 */
export function makeFolder(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    const code = Errno.safeParse(error).data?.code;
    if (code === 'EEXIST' && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || existsSync(above)) throw error;
    makeFolder(above, mode);
    makeFolder(folder, mode);
  }
}
