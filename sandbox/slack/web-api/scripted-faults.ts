/** Single calls that fail on purpose, for tests: before or after they took effect. */
import type { Fields } from '../http/json.ts';

export interface ApiFault {
  readonly method: string;
  /** Only a call with these arguments fails; any call unless given. */
  readonly where?: Readonly<Record<string, string>>;
  /** `after`: the call does its work, but the caller does not learn of it. */
  readonly when: 'before' | 'after';
  readonly answer: { readonly status: number; readonly retryAfterSeconds?: number } | { readonly error: string };
}

/** Takes the first fault scripted for such a call off the list; undefined when there is none. */
export function takeFault(faults: ApiFault[], method: string, given: Fields): ApiFault | undefined {
  const isMeant = ({ where = {} }: ApiFault) => Object.entries(where).every(([name, value]) => given[name] === value);
  const at = faults.findIndex((fault) => fault.method === method && isMeant(fault));
  return at < 0 ? undefined : faults.splice(at, 1)[0];
}
