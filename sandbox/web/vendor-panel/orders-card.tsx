import type { ControlState } from '../../scaledmail/http/protocol.ts';
import type { Vendor } from '../net/use-vendor.ts';
import { formatCents } from './format.ts';

type Order = ControlState['orders'][number];

interface OrdersCardProps {
  readonly state: ControlState;
  readonly vendor: Vendor;
}

/** The orders that exist at the vendor, and how far their domains are set up; newest first. */
export function OrdersCard({ state, vendor }: OrdersCardProps) {
  // One of the seed waits for a form that nobody has filled in: it has nothing to show.
  const orders = state.orders.filter(({ domains }) => domains.length > 0);
  if (orders.length === 0) return <p class="panel__empty">No orders exist at the vendor.</p>;
  return (
    <ul class="orders">
      {orders.toReversed().map((order) => (
        <OrderRow
          key={order.id}
          order={order}
          isUnpaid={isUnpaid(order, state)}
          onConfirm={() => vendor.confirmPayment(order.id)}
        />
      ))}
    </ul>
  );
}

interface OrderRowProps {
  readonly order: Order;
  readonly isUnpaid: boolean;
  readonly onConfirm: () => void;
}

function OrderRow({ order, isUnpaid, onConfirm }: OrderRowProps) {
  const ready = order.domains.filter(({ status }) => status.toLowerCase() === 'active').length;
  const total = order.domains.length;
  const percent = total === 0 ? 0 : Math.round((ready / total) * 100);
  return (
    <li class="order">
      <div class="order__head">
        <b class="order__tag">{order.tag || order.id}</b>
        <span class="order__amount">{formatCents(order.amountCents)}</span>
        <span class={`pill pill--${isUnpaid ? 'unpaid' : order.status.toLowerCase()}`}>
          {isUnpaid ? 'Unpaid' : order.status}
        </span>
      </div>
      <div class="order__progress">
        <progress class="progress" max={100} value={percent} aria-label={`Domains ready of ${order.tag}`} />
        <span>
          {ready} of {total} domains ready
        </span>
      </div>
      {isUnpaid && (
        <button type="button" class="clock__step" onClick={onConfirm}>
          Confirm the card
        </button>
      )}
    </li>
  );
}

function isUnpaid(order: Order, { charges }: ControlState): boolean {
  const own = charges.filter(({ orderId }) => orderId === order.id);
  return own.length > 0 && !own.some(({ succeeded }) => succeeded);
}
