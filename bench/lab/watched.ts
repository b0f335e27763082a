import { z } from 'zod';
import type { Lab } from './lab.ts';

const foldersOf = new WeakMap<Lab, Map<number, Promise<string>>>();

/** The moment at which every watched order is due: the beginning of the run. */
export const DUE_AT_MS = Date.now();

/** A store of so many placed orders, each due to be looked at; made once, and to be copied. */
export function watchedStore(lab: Lab, count: number): Promise<string> {
  const known = foldersOf.get(lab) ?? new Map<number, Promise<string>>();
  foldersOf.set(lab, known);
  const dataDir = known.get(count) ?? make(lab, count);
  known.set(count, dataDir);
  return dataDir;
}

async function make(lab: Lab, count: number): Promise<string> {
  const dataDir = lab.folder();
  await lab.seeder.ask('watched', z.unknown(), { dataDir, count, dueAtMs: DUE_AT_MS });
  return dataDir;
}
