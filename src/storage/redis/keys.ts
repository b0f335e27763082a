import type { TeamId } from '../../values/ids.ts';

/** Names of all keys of one team. The braces make them share a slot of a cluster. */
export interface RedisKeys {
  order(reference: string): string;
  history(reference: string): string;
  /** Names of domains that open orders own, with their references; the first form of rows knew no other claims. */
  readonly names: string;
  /** All other claims, as `<mode> <key>`. */
  readonly claims: string;
  /** Acts by their hashes. */
  readonly acts: string;
  /** Acts that an order named which left the store, with that order; whoever names one again takes it out. */
  readonly looseActs: string;
  readonly claimable: string;
  readonly newest: string;
  newestOf(userId: string): string;
  /** Orders that wait for approval, by their ends; and those that are running, by when they were asked for. */
  readonly waiting: string;
  readonly running: string;
  /** How many orders there are of each kind in each state. */
  readonly tallies: string;
  /** Stands when all orders of before are in the two lists, and counted. */
  readonly filed: string;
  value(key: string): string;
  /** Is written to see whether replicas have it, and ends by itself. */
  readonly trial: string;
  reservation(name: string): string;
  /** What each attempt of the last days charges. */
  readonly attempts: string;
  /** What archived orders left, by their references. */
  readonly stubs: string;
  /** Stands while a store is being put together: nothing else may use it then. */
  readonly restoring: string;
  /** What the account watch keeps: its head, and rows by their ids. */
  watch(part: 'head' | 'order' | 'name' | 'finding'): string;
}

export function redisKeys(teamId: TeamId): RedisKeys {
  const prefix = `scaledmail:{${teamId}}`;
  return {
    order: (reference) => `${prefix}:order:${reference}`,
    history: (reference) => `${prefix}:history:${reference}`,
    names: `${prefix}:names`,
    claims: `${prefix}:claims`,
    acts: `${prefix}:acts`,
    looseActs: `${prefix}:acts:loose`,
    claimable: `${prefix}:claimable`,
    newest: `${prefix}:newest`,
    newestOf: (userId) => `${prefix}:newest:${userId}`,
    waiting: `${prefix}:waiting`,
    running: `${prefix}:running`,
    tallies: `${prefix}:tallies`,
    filed: `${prefix}:filed`,
    trial: `${prefix}:trial`,
    value: (key) => `${prefix}:value:${key}`,
    reservation: (name) => `${prefix}:reservation:${name}`,
    attempts: `${prefix}:attempts`,
    stubs: `${prefix}:stubs`,
    restoring: `${prefix}:restoring`,
    watch: (part) => `${prefix}:watch:${part}`,
  };
}
