/** A small map with expiry, for drafts, dedupe keys, sealed logins and settings. How durable it is, `Stores` says. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>;
  /** `ttlMs` null: kept until deleted. */
  set(key: string, value: string, ttlMs: number | null): Promise<void>;
  /** Writes only when the key is absent, and says whether it did. */
  setIfAbsent(key: string, value: string, ttlMs: number | null): Promise<boolean>;
  delete(key: string): Promise<void>;
}
