/** A small map with expiry, for drafts, dedupe keys, sealed logins and settings. How durable it is, `Stores` says. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>;
  /** `ttlMs` null: kept until deleted. */
  set(key: string, value: string, ttlMs: number | null): Promise<void>;
  /** Writes only when the key is absent, and says whether it did. */
  setIfAbsent(key: string, value: string, ttlMs: number | null): Promise<boolean>;
  /**
   * Writes only when the key holds exactly `expected`, and says whether it did. Without `ttlMs`, when the value ends stays as it
   * was.
   */
  replace(key: string, expected: string, value: string, ttlMs?: number | null): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** All keys that begin so, in no order. Looks through the whole store: for what an operator does now and then. */
  keys(prefix: string): Promise<string[]>;
}
