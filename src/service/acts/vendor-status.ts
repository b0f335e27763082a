/**
 * Whether the vendor's word says that a domain or mailbox works, or a subscription exists.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export const isActive = (status: string): boolean => status.trim().toLowerCase() === 'active';

/**
 * Whether the vendor's word says that a subscription ended. Only this word ends an order.
 * Source: docs/vendor/notes.md, "Placing an order safely", step 6.
 */
export const isCancelled = (status: string): boolean => ['cancelled', 'canceled'].includes(status.trim().toLowerCase());
