/** Single calls that fail on purpose, for tests: before or after they took effect. */

export interface ApiFault {
  readonly method: string;
  /** `after`: the call does its work, but the caller does not learn of it. */
  readonly when: 'before' | 'after';
  readonly answer: { readonly status: number; readonly retryAfterSeconds?: number } | { readonly error: string };
}

/** Takes the first fault scripted for `method` off the list; undefined when there is none. */
export function takeFault(faults: ApiFault[], method: string): ApiFault | undefined {
  const at = faults.findIndex((fault) => fault.method === method);
  return at < 0 ? undefined : faults.splice(at, 1)[0];
}
