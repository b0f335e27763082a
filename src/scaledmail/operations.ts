/** What calling an operation does; only reads may be sent again by themselves. Source: docs/vendor/openapi.yaml, "x-side-effect". */
export type EffectClass = 'read' | 'write' | 'spend' | 'cancel';

export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly effect: EffectClass;
  /** `critical` operations share a bucket of fewer calls a minute. Source: docs/vendor/notes.md, "Rate limits". */
  readonly limit: 'ordinary' | 'critical';
}

/** The vendor's operations that we call. */
export const OPERATIONS = {
  getWorkspaces: { method: 'GET', effect: 'read', limit: 'ordinary' },
  getPurchasedDomains: { method: 'GET', effect: 'read', limit: 'ordinary' },
  calculatePackage: { method: 'POST', effect: 'read', limit: 'ordinary' },
  getOrders: { method: 'GET', effect: 'read', limit: 'ordinary' },
  getOrderDetails: { method: 'GET', effect: 'read', limit: 'ordinary' },
  getDomains: { method: 'GET', effect: 'read', limit: 'ordinary' },
  getMailboxes: { method: 'GET', effect: 'read', limit: 'ordinary' },
  getPreWarmInboxes: { method: 'GET', effect: 'read', limit: 'ordinary' },
  searchDomains: { method: 'POST', effect: 'read', limit: 'critical' },
  suggestDomains: { method: 'POST', effect: 'read', limit: 'critical' },
  createCustomOrder: { method: 'POST', effect: 'spend', limit: 'ordinary' },
  cancelOrder: { method: 'DELETE', effect: 'cancel', limit: 'ordinary' },
  updateDomainName: { method: 'POST', effect: 'write', limit: 'ordinary' },
  updateDomainRedirect: { method: 'POST', effect: 'write', limit: 'ordinary' },
  buyPreWarmInboxes: { method: 'POST', effect: 'spend', limit: 'ordinary' },
  buyDomains: { method: 'POST', effect: 'spend', limit: 'critical' },
  getPendingForms: { method: 'GET', effect: 'read', limit: 'ordinary' },
  getPackages: { method: 'GET', effect: 'read', limit: 'ordinary' },
  createOrder: { method: 'POST', effect: 'spend', limit: 'ordinary' },
  submitForm: { method: 'POST', effect: 'write', limit: 'ordinary' },
  createWorkspace: { method: 'POST', effect: 'write', limit: 'ordinary' },
  swapSenderName: { method: 'POST', effect: 'write', limit: 'ordinary' },
} as const satisfies Record<string, Operation>;
export type OperationName = keyof typeof OPERATIONS;
type ReadName = {
  [Name in OperationName]: (typeof OPERATIONS)[Name]['effect'] extends 'read' ? Name : never;
}[OperationName];

/** Names of the operations that only read: the type system keeps all others away from the code that retries. */
export type ReadOperation = ReadName;
