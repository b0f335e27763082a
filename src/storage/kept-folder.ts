import { existsSync, realpathSync, statfsSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';

const OF_KERNEL = 'it shows what the kernel knows, and keeps no files';
const OF_BOOT = 'it is made anew each time that the machine starts';

/** What stands in these is never on a disk, whoever may write there. */
const PLACES: readonly (readonly [place: string, why: string])[] = [
  ['/proc', OF_KERNEL],
  ['/sys', OF_KERNEL],
  ['/dev', OF_BOOT],
];

/** The same, wherever they are mounted, as in a container: numbers by which Linux names what it mounts. */
const KERNEL_TYPES: ReadonlySet<number> = new Set([0x9fa0, 0x62656572]);
const MEMORY_TYPES: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);
/** Is in memory on most systems. One that is on a disk keeps what stands in it. */
const RUN = '/run';

/**
 * Why nothing can be kept in a folder, or in one that is still to be made, whatever its rights say: root may write to all. Null
 * when it can, as far as its place tells.
 */
export function whyNothingIsKept(folder: string): string | null {
  const nearest = nearestExisting(resolve(folder));
  const path = realpathSync(nearest);
  const why = PLACES.find(([place]) => isIn(place, path))?.[1] ?? whyOfType(path);
  return why === null ? null : `nothing can be kept in ${nearest}: ${why}`;
}

/** A path, or the nearest above it that is there. */
export function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

const isIn = (place: string, path: string): boolean => path === place || path.startsWith(`${place}${sep}`);

function whyOfType(path: string): string | null {
  // Other systems have other numbers.
  if (process.platform !== 'linux') return null;
  const { type } = statfsSync(path);
  if (KERNEL_TYPES.has(type)) return OF_KERNEL;
  return MEMORY_TYPES.has(type) && isIn(RUN, path) ? OF_BOOT : null;
}
