import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A package as it lies in `node_modules`. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** As it says itself, such as `MIT`. */
  readonly licence: string;
  /** The text of its licence; null when it brings none. */
  readonly licenceText: string | null;
  readonly folder: string;
  /** What it needs, and what it takes where it is to be had. */
  readonly needs: readonly string[];
}

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().default('see its files'),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/** Reads one from its folder. Throws when there is none. */
export function readPackage(folder: string): InstalledPackage {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)/i.test(name));
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license,
    licenceText: file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim(),
    folder,
    needs: Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }),
  };
}

/** A package with everything that it needs, each once; what is optional and not installed is left out. */
export function withNeeds(name: string, from: string): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const add = (wanted: string, above: string) => {
    const folder = folderOf(wanted, above);
    if (folder === null || found.has(folder)) return;
    const installed = readPackage(folder);
    found.set(folder, installed);
    for (const need of installed.needs) add(need, folder);
  };
  add(name, from);
  return [...found.values()];
}

/** Where a package lies that something in the folder `above` would get; null when it is not installed. */
function folderOf(name: string, above: string): string | null {
  const places = createRequire(join(above, 'package.json')).resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, 'package.json'))) ?? null;
}

/** The folder of the package that a file below `node_modules` belongs to; null for a file of ours. */
export function packageFolderOf(file: string): string | null {
  const inside = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
  if (inside === undefined) return null;
  return existsSync(join(inside, 'package.json')) ? inside : dirname(inside);
}
