import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const Package = z.object({ name: z.string().min(1), version: z.string().min(1) });

/**
 * What this app calls itself to others, such as `scaledmail-for-slack/1.2.3`: name and version of its package, which stand
 * nowhere else. Throws when the package does not say.
 */
export function userAgent(): string {
  const { name, version } = Package.parse(JSON.parse(projectFile('package.json')));
  return `${name}/${version}`;
}

/** A file in the project's folder: the nearest above this one, which stands elsewhere once it is built. Throws when there is none. */
export function projectFile(name: string): string {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const file = new URL(name, folder);
    if (existsSync(file)) return readFileSync(file, 'utf8');
    if (folder.pathname === '/' || folder.href === new URL('..', folder).href) throw new Error(`${name} is missing`);
  }
}
