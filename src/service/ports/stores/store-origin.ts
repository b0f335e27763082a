/** Tells a store from every other one, also from its own copy. */
export interface StoreOrigin {
  /**
   * The same text as long as the store is the one that it was: the same file, or the same main server that ran without a
   * break. Another one after a copy was put in its place or a replica was promoted, sometimes also without such a cause (a
   * server that was started anew). Throws when the store does not answer.
   */
  origin(): Promise<string>;
}
