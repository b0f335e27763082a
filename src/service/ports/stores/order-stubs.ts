import type { OrderStub } from '../../../watch/stub.ts';

/** What is left of the orders of one account that are not kept any more. */
export interface OrderStubs {
  /** All of them, part by part, so that others get their turns between. */
  parts(): AsyncIterable<readonly OrderStub[]>;
}
