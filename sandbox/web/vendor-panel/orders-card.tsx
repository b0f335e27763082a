import type { ControlState } from '../../scaledmail/http/protocol.ts';
import type { Vendor } from '../net/use-vendor.ts';
import { formatCents } from './format.ts';
import { orderState, percentReady } from './order-state.ts';

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
        <OrderRow key={order.id} order={order} state={state} onConfirm={() => vendor.confirmPayment(order.id)} />
      ))}
    </ul>
  );
}

interface OrderRowProps {
  readonly order: Order;
  readonly state: ControlState;
  readonly onConfirm: () => void;
}

function OrderRow({ order, state, onConfirm }: OrderRowProps) {
  const { word, kind, sentence } = orderState(order, state);
  return (
    <li class={`order order--${kind}`}>
      <div class="order__head">
        <b class="order__tag">{order.tag || order.id}</b>
        <span class="order__amount">{formatCents(order.amountCents)}</span>
        <span class={`pill pill--${kind}`}>{word}</span>
      </div>
      <div class="order__progress">
        {kind !== 'cancelled' && (
          <progress
            class="progress"
            max={100}
            value={percentReady(order)}
            aria-label={`Domains ready of ${order.tag}`}
          />
        )}
        <span>{sentence}</span>
      </div>
      {kind === 'unpaid' && (
        <button type="button" class="clock__step" onClick={onConfirm}>
          Confirm the card
        </button>
      )}
    </li>
  );
}
