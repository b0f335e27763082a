import type { Vendor } from '../state/vendor.ts';
import type { RecordedRequest } from './protocol.ts';

/** One call of an operation, after key, rate and workspace were checked. */
export interface Call {
  readonly vendor: Vendor;
  /** Empty for operations that take no workspace. */
  readonly workspaceId: string;
  /** Variable parts of the path by name, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The parsed JSON body; undefined when there was none. */
  readonly body: unknown;
  /** False when the saved card is to fail after the subscription was made. */
  readonly chargeSucceeds: boolean;
}

/** Does the operation and returns the body of its 200. Throws a `Refusal` before anything is changed. */
export type Handler = (call: Call) => unknown;

/** An operation of the contract, named as there. */
export interface Operation {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, with variable parts in braces. */
  readonly path: string;
  readonly effect: RecordedRequest['effect'];
  readonly handle: Handler;
  /** False for the operations that work without `organization_id`; true when left out. */
  readonly needsWorkspace?: boolean;
  /** True for the operations that share 15 calls a minute. */
  readonly isCritical?: boolean;
}
