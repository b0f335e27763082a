import type { Order } from '../../../src/orders/order.ts';
import { link } from '../text.ts';

/**
 * The vendor's web app, in which a card is confirmed under Billing; the path of that page is not known.
 * Source: docs/vendor/notes.md, "Learnt since (November 2026)".
 */
export const BILLING_ADDRESS = 'https://app.scaledmail.com/';

/** The page on which a card is confirmed, as a link. */
export const billingLink = (): string => link(BILLING_ADDRESS, 'billing page');

/**
 * That billing may still ask to confirm the card of a placed order: the vendor says Active while it does. Empty once that is
 * unlikely. Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 9.
 */
export const mayConfirmText = (order: Order): string =>
  order.state === 'placed' && order.mayAskToConfirm
    ? ` ScaledMail’s ${billingLink()} may still ask to confirm the card.`
    : '';
