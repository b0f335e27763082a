import { UserId } from '../../values/ids.ts';
import type { OrderEvent } from '../event.ts';

/** Names and words of people in an event, by the field that holds them. */
export type PrivateParts = Readonly<Record<string, string>>;

/** Who stands where a person was erased. */
export const NOBODY = UserId.parse('U0ERASED');

/** What of an event is about people: who did it, who counted, and what they wrote. */
export function privatePartsOf(event: OrderEvent): PrivateParts {
  const parts: Record<string, string> = {};
  if (event.type === 'vendor_cancelled') {
    if (event.by) parts.by = [event.by.requestedBy, ...event.by.approvedBy].join(' ');
  } else if ('by' in event) parts.by = event.by;
  if ('namedBy' in event && event.namedBy !== undefined) parts.namedBy = event.namedBy;
  if (event.type === 'approved' && event.entitled) parts.entitled = event.entitled.join(' ');
  if (event.type === 'approvals_insufficient') parts.without = event.without.join(' ');
  if (event.type === 'declined' || event.type === 'withdrawn') parts.reason = event.reason;
  return parts;
}

/** The event with somebody else in the place of its people, and without their words. */
export function erasedIn(event: OrderEvent): OrderEvent {
  switch (event.type) {
    case 'declined':
    case 'withdrawn':
      return { ...event, by: NOBODY, reason: '' };
    case 'approved':
      return { ...event, by: NOBODY, ...(event.entitled ? { entitled: [] } : {}) };
    case 'requested':
    case 'declared_absent':
    case 'ruled_out':
      return { ...event, by: NOBODY };
    case 'approvals_insufficient':
      return { ...event, without: [] };
    case 'vendor_order_found':
    case 'second_order_found':
      return event.namedBy === undefined ? event : { ...event, namedBy: NOBODY };
    case 'vendor_cancelled':
      return event.by ? { ...event, by: { ...event.by, requestedBy: NOBODY, approvedBy: [] } } : event;
    default:
      return event;
  }
}

/** What of an event is left without its people: the part that a chain covers as it stands. */
export function withoutPrivateParts(event: OrderEvent): Record<string, unknown> {
  if (event.type === 'vendor_cancelled' && event.by) return { type: event.type, by: event.by.reference };
  const names = new Set(Object.keys(privatePartsOf(event)));
  return Object.fromEntries(Object.entries(event).filter(([name]) => !names.has(name)));
}
