import type { Cents } from '../values/money.ts';
import type { BoughtName, DearerName } from './finding.ts';
import type { KnownName } from './known.ts';

/** A name of the vendor's list of those that are registered through it. */
export interface ListedName {
  readonly name: string;
  readonly boughtAt: Date | null;
  readonly renewsAt: Date | null;
  readonly renewalCents: Cents | null;
}

export interface NameComparison {
  readonly now: Date;
  readonly workspace: BoughtName['workspace'];
  /** Whether the names of the workspace are looked at for the first time. */
  readonly isFirst: boolean;
  /** When the watch began. */
  readonly startedAt: Date;
  readonly rows: readonly ListedName[];
  readonly known: ReadonlyMap<string, KnownName>;
  /** Names of our orders, and of those that were bought here what was said that a renewal costs. */
  readonly names: ReadonlySet<string>;
  readonly renewals: ReadonlyMap<string, Cents>;
}

export interface NamesCompared {
  readonly changed: readonly KnownName[];
  readonly dearer: readonly DearerName[];
  readonly bought: readonly BoughtName[];
}

/** The vendor says only the day on which a name was bought, by its own clock. */
const DAY_MS = 24 * 60 * 60_000;

/**
 * Compares the names with those that are known: one that is new was bought by an order of ours, or nobody approved that. A
 * renewal is compared with what people know: what it was listed with before, else what they were told when they bought the name.
 * What is cheaper is taken in; what the list does not say stays as it was.
 */
export function compareNames(asked: NameComparison): NamesCompared {
  const changed: KnownName[] = [];
  const dearer: DearerName[] = [];
  const bought: BoughtName[] = [];
  for (const row of asked.rows) {
    const { name, renewsAt, renewalCents: toCents } = row;
    const before = asked.known.get(name);
    if (before && (toCents === null || toCents === before.renewalCents)) continue;
    changed.push({
      ...{ name, workspaceId: asked.workspace.id, renewalCents: toCents },
      firstSeenAt: before?.firstSeenAt ?? asked.now,
    });
    if (!before && isUnapproved(asked, row)) bought.push(asBought(asked, row));
    const fromCents = before?.renewalCents ?? toldFor(asked, name);
    if (fromCents !== null && toCents !== null && toCents > fromCents)
      dearer.push({ name, fromCents, toCents, renewsAt });
  }
  return { changed, dearer, bought };
}

/** What people were told that the renewal of a name costs which was not listed with a price before. */
const toldFor = ({ isFirst, renewals }: NameComparison, name: string): Cents | null =>
  isFirst ? null : (renewals.get(name) ?? null);

/** Whether a new name was bought since the watch began, by no order of ours. */
const isUnapproved = ({ isFirst, names, startedAt }: NameComparison, { name, boughtAt }: ListedName): boolean =>
  !isFirst && !names.has(name) && (boughtAt === null || boughtAt.getTime() >= startedAt.getTime() - DAY_MS);

const asBought = ({ workspace }: NameComparison, { name, renewalCents, boughtAt }: ListedName): BoughtName => ({
  ...{ name, workspace, renewalCents, boughtAt },
});
