/** Where fields and words of the vendor stand. */
export type Place =
  | 'order rows'
  | 'order details'
  | 'packages of an order'
  | 'domains of a package'
  | 'rows of /domains'
  | 'invoices of an order'
  | 'add-ons of an order'
  | 'current items of an order';

const ORDER = ['id', 'amount', 'created_at', 'status', 'description'];

/**
 * The fields that the contract has at each place. Of invoices, add-ons and current items no shape is known: they were only
 * ever empty.
 * Source: docs/vendor/openapi.yaml, "Order", "OrderDetails", "OrderPackage", "OrderDomain" and "Domain".
 */
export const KNOWN_KEYS: Readonly<Record<Place, readonly string[]>> = {
  'order rows': ORDER,
  'order details': [...ORDER, 'tag', 'invoices', 'total_domains', 'packages', 'addons', 'current_items'],
  'packages of an order': ['type', 'id', 'note', 'payment_id', 'created_at', 'total_domains', 'status', 'domains'],
  'domains of a package': ['id', 'name', 'status'],
  'rows of /domains': [
    ...['id', 'domain', 'status', 'order_type', 'total_mailboxes', 'mailbox', 'payment_id', 'redirect', 'tag'],
    ...['domain_provider', 'domain_masking'],
  ],
  'invoices of an order': [],
  'add-ons of an order': [],
  'current items of an order': [],
};

const ORDER_WORDS = ['active', 'cancelled', 'canceled'];
const SET_UP_WORDS = ['active', 'in progress'];

/**
 * The words for a status that are known at each place, in small letters; an order's in both spellings.
 * Source: docs/vendor/notes.md, "Life of an order and status words".
 */
export const KNOWN_WORDS: Readonly<Record<Place, readonly string[]>> = {
  'order rows': ORDER_WORDS,
  'order details': ORDER_WORDS,
  'packages of an order': ORDER_WORDS,
  'domains of a package': SET_UP_WORDS,
  'rows of /domains': SET_UP_WORDS,
  'invoices of an order': [],
  'add-ons of an order': [],
  'current items of an order': [],
};
