import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const Package = z.object({ name: z.string().min(1), version: z.string().min(1) });

/** What an app that was taken out of its package is called. */
const UNPACKED = 'scaledmail-for-slack/unknown';

/**
 * What this app calls itself to others, such as `scaledmail-for-slack/1.2.3`: name and version of its package, which stand
 * nowhere else. A package that does not say them stops nobody.
 */
export function userAgent(): string {
  const read = Package.safeParse(JSON.parse(projectFile('package.json')));
  return read.success ? `${read.data.name}/${read.data.version}` : UNPACKED;
}

/** A file in the project's folder: the nearest above this one, which stands elsewhere once it is built. Throws when there is none. */
export function projectFile(name: string): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const file = new URL(name, folder);
    if (existsSync(file)) return readFileSync(file, 'utf8');
    if (folder.pathname === '/' || folder.href === new URL('..', folder).href) throw new Error(`${name} is missing`);
  }
}
