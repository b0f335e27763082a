/** Tells the time. Everything that needs it takes one, so that tests can move it. */
export interface Clock {
  readonly now: () => Date;
}
