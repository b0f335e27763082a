/**
 * Books turns, for all processes that share a store. `reserve` books the next free turn of a line whose turns are
 * `intervalMs` apart, of which `burst` may be taken at once, and answers how long to wait for it, in ms. `nowMs` is the
 * caller's clock; a store with a clock of its own goes by that. A booking that is further ahead than a line can be was made
 * by a clock that was wrong, and counts for nothing.
 */
export interface Reservations {
  reserve(name: string, intervalMs: number, burst: number, nowMs: number): Promise<number>;
}
