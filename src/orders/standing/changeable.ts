import { mailboxesOf } from '../../acts/act.ts';
import { actOf, type Order, type OrderIn } from '../order.ts';
import { atVendor } from './at-vendor.ts';
import { makesWhatLasts } from './steps.ts';

/** An order that set up domains, of which some work. */
export type OrderWithDomains = OrderIn<'placed' | 'active'>;

/** Whether domains of the order can be changed at the vendor: it set some up there, under a number that is known. */
export const isChangeable = (order: Order): order is OrderWithDomains =>
  (order.state === 'placed' || order.state === 'active') &&
  makesWhatLasts(order) &&
  mailboxesOf(actOf(order)) !== null &&
  atVendor(order).vendorOrderId !== null;

/** Whether a domain of the order works: only then there is something to change. */
export const isReady = (order: OrderWithDomains, name: string): boolean =>
  order.state === 'active' || order.progress.ready.includes(name);
