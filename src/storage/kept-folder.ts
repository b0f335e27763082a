import { existsSync, realpathSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve, sep } from 'node:path';

const OF_KERNEL = 'it shows what the kernel knows, and keeps no files';
const OF_BOOT = 'it is made anew each time that the machine starts';

/** What stands in these is never on a disk, whoever may write there. */
const PLACES: readonly (readonly [place: string, why: string])[] = [
  ['/proc', OF_KERNEL],
  ['/sys', OF_KERNEL],
  ['/dev', OF_BOOT],
];

/** Numbers by which Linux names what it mounts. */
const KERNEL_TYPES: ReadonlySet<number> = new Set([0x9fa0, 0x62656572]);
const MEMORY_TYPES: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);
/** Is in memory on most systems. One that is on a disk keeps what stands in it. */
const RUN = '/run';

/** What a path is on, as far as that is told: what the kernel shows, or memory. */
export type FileSystem = 'kernel' | 'memory' | 'other';

/** What a machine says of its paths. */
export interface MachinePaths {
  readonly fileSystemOf: (path: string) => FileSystem;
  /** Its folder for what is temporary. Who names that for a trial or a test knows it, also where it is in memory. */
  readonly temporary: string;
}

/** This machine's. */
export const thisMachine = (): MachinePaths => {
  const folder = tmpdir();
  return { fileSystemOf, temporary: existsSync(folder) ? realpathSync(folder) : folder };
};

/**
 * Why nothing can be kept in a folder, or in one that is still to be made, whatever its rights say: root may write to all. Null
 * when it can, as far as its place and what is mounted there tell.
 */
export function whyNothingIsKept(folder: string, machine: MachinePaths = thisMachine()): string | null {
  const { nearest, path } = placeOf(folder);
  const why = PLACES.find(([place]) => isIn(place, path))?.[1] ?? whyOfMount(path, machine);
  return why === null ? null : `nothing can be kept in ${nearest}: ${why}`;
}

/**
 * Whether a folder lies in memory, where the machine keeps what is temporary: what is kept there is gone when the machine starts
 * again. That is for a trial or a test.
 */
export function isOnlyForATrial(
  folder: string,
  { fileSystemOf: typeOf, temporary }: MachinePaths = thisMachine(),
): boolean {
  const { path } = placeOf(folder);
  return typeOf(path) === 'memory' && isTemporary(path, temporary);
}

/** What is there of a folder: as it is called, and where it really is. */
function placeOf(folder: string): { readonly nearest: string; readonly path: string } {
  const nearest = nearestExisting(resolve(folder));
  return { nearest, path: realpathSync(nearest) };
}

const isTemporary = (path: string, temporary: string): boolean => isIn(temporary, path) && !isIn(RUN, path);

/** A path, or the nearest above it that is there. */
export function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

const isIn = (place: string, path: string): boolean => path === place || path.startsWith(`${place}${sep}`);

/** The same places, wherever they are mounted, as in a container. */
function whyOfMount(path: string, { fileSystemOf: lookedUp, temporary }: MachinePaths): string | null {
  switch (lookedUp(path)) {
    case 'kernel':
      return OF_KERNEL;
    case 'memory':
      return isTemporary(path, temporary) ? null : OF_BOOT;
    case 'other':
      return null;
  }
}

/** What a path that is there is on; 'other' where the machine does not tell: that keeps nobody from starting. */
export function fileSystemOf(path: string): FileSystem {
  // Other systems have other numbers.
  if (process.platform !== 'linux') return 'other';
  const type = typeOf(path);
  if (type === null) return 'other';
  if (KERNEL_TYPES.has(type)) return 'kernel';
  return MEMORY_TYPES.has(type) ? 'memory' : 'other';
}

/** Null where it is not told: a sandbox may know no such call, and a disk that is away may fail it. */
function typeOf(path: string): number | null {
  try {
    return statfsSync(path).type;
  } catch {
    return null;
  }
}
