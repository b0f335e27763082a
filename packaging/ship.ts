import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type InstalledPackage, packageFolderOf, readPackage, withNeeds } from './packages.ts';

/** What of our own package the programs say of themselves, and what makes Node read them as modules. */
const Ours = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  type: z.literal('module'),
  engines: z.object({ node: z.string() }),
});

export interface Shipment {
  /** The root of the project. */
  readonly project: string;
  /** Where the bundle is. */
  readonly folder: string;
  /** The files that went into it, from the root. */
  readonly inputs: readonly string[];
  /** Packages that cannot be bundled. */
  readonly native: readonly string[];
}

/**
 * Puts beside a bundle what it needs to run alone, without the project: packages that hold native code for this kind of
 * machine, the manifests that it reads, and the licences of everything in it.
 */
export function ship({ project, folder, inputs, native }: Shipment): void {
  const modules = join(folder, 'node_modules');
  rmSync(modules, { recursive: true, force: true });
  const beside = native.flatMap((name) => withNeeds(name, project));
  for (const { name, folder: from } of beside)
    cpSync(from, join(modules, name), { recursive: true, dereference: true });
  const ours = Ours.parse(JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(ours, null, 2)}\n`);
  cpSync(join(project, 'manifest.yml'), join(folder, 'manifest.yml'));
  cpSync(join(project, 'LICENSE'), join(folder, 'LICENSE'));
  const notices = join(folder, 'THIRD-PARTY-LICENSES.txt');
  writeFileSync(notices, licences([...bundled(project, inputs), ...beside]));
  chmodSync(notices, 0o644);
}

/** The packages that files of a bundle come from. */
function bundled(project: string, inputs: readonly string[]): InstalledPackage[] {
  const folders = inputs.map((file) => packageFolderOf(join(project, file)));
  return [...new Set(folders)].flatMap((folder) => (folder === null ? [] : [readPackage(folder)]));
}

const LINE = '-'.repeat(80);

/** The licences of packages as one text, each package once, by name. Pure. */
export function licences(packages: readonly InstalledPackage[]): string {
  const byName = new Map(packages.map((each) => [`${each.name} ${each.version}`, each]));
  const parts = [...byName]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, { licence, licenceText }]) =>
      [LINE, `${title} (${licence})`, '', licenceText ?? licence, ''].join('\n'),
    );
  return ['What this program is made of, and under which licences.', '', ...parts].join('\n');
}
