import type { Cents } from '../values/money.ts';
import type { DearerName } from './finding.ts';
import type { KnownName } from './known.ts';

/** A name of the vendor's list of those that are registered through it. */
export interface ListedName {
  readonly name: string;
  readonly renewsAt: Date | null;
  readonly renewalCents: Cents | null;
}

export interface NameComparison {
  readonly now: Date;
  readonly workspaceId: string;
  /** Whether the names of the workspace are looked at for the first time. */
  readonly isFirst: boolean;
  readonly rows: readonly ListedName[];
  readonly known: ReadonlyMap<string, KnownName>;
  /** What was said that a renewal costs, of names that were bought here. */
  readonly renewals: ReadonlyMap<string, Cents>;
}

export interface NamesCompared {
  readonly changed: readonly KnownName[];
  readonly dearer: readonly DearerName[];
}

/**
 * Compares what renewals cost with what people know: what they were told when they bought the name, else what it was listed
 * with before. What is cheaper is taken in; what the list does not say stays as it was.
 */
export function compareNames({ now, workspaceId, isFirst, rows, known, renewals }: NameComparison): NamesCompared {
  const changed: KnownName[] = [];
  const dearer: DearerName[] = [];
  for (const { name, renewsAt, renewalCents: toCents } of rows) {
    const before = known.get(name);
    const fromCents = before ? before.renewalCents : isFirst ? null : (renewals.get(name) ?? null);
    if (before && (toCents === null || toCents === before.renewalCents)) continue;
    changed.push({ name, workspaceId, firstSeenAt: before?.firstSeenAt ?? now, renewalCents: toCents });
    if (fromCents !== null && toCents !== null && toCents > fromCents)
      dearer.push({ name, fromCents, toCents, renewsAt });
  }
  return { changed, dearer };
}
