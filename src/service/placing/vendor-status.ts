/** Whether the vendor's word says that a domain or mailbox works, or a subscription exists. Source: vendor notes, section 5. */
export const isActive = (status: string): boolean => status.trim().toLowerCase() === 'active';

/** Whether the vendor's word says that a subscription ended. Only this word ends an order. Source: vendor notes, section 8. */
export const isCancelled = (status: string): boolean => ['cancelled', 'canceled'].includes(status.trim().toLowerCase());
