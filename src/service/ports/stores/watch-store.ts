import type { WatchBook, WatchChange } from '../../../watch/compare.ts';
import type { Finding } from '../../../watch/finding.ts';
import type { WatchHead } from '../../../watch/head.ts';
import type { Ended } from '../../../watch/known.ts';

/** The head of what the watch keeps. `revision` grows with every write of anything. */
export interface StoredHead {
  readonly revision: number;
  readonly head: WatchHead;
}

/**
 * Keeps what the account watch knows of one account. A write is atomic, on disk when its promise resolves, and refused when
 * anything was written since the revision that it is based on.
 */
export interface WatchStore {
  /** A new one, at revision 0, before anything was written. */
  head(): Promise<StoredHead>;
  /** All that is known of orders and names. */
  book(): Promise<WatchBook>;
  finding(key: string): Promise<Finding | null>;
  /** When those of the vendor orders ended that were seen to end, by their numbers. */
  ends(ids: readonly string[]): Promise<ReadonlyMap<string, Ended>>;
  /** Findings that still wait for somebody to say what they were, in no order. Looks through all of them: for once a week. */
  openFindings(): Promise<readonly Finding[]>;
  /** Writes the head, and puts rows in the place of those of the same id, name or key; says whether it did. */
  write(revision: number, change: WatchChange): Promise<boolean>;
}
