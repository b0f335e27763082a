import { isListedAsEnded, type SimulatedOrder } from './simulated-order.ts';

/** A form as the simulated vendor keeps it: of an order that somebody paid there without saying who sends. */
export interface SimulatedForm {
  readonly uuid: string;
  readonly names: readonly string[];
  /** The order that was paid; its names are there once the form is filled in. */
  readonly order: SimulatedOrder;
  /** When it was filled in, and from when on the list lacks it. Null while it waits. */
  filled: { readonly at: number; readonly goneFrom: number } | null;
}

/** Whether the list has a form: not once it is filled in, or its order is listed as ended. */
export const isListed = ({ filled, order }: SimulatedForm, nowMs: number): boolean =>
  (filled === null || filled.goneFrom > nowMs) && !isListedAsEnded(order, nowMs);

/** A form as the list says it. */
export const formRow = ({ uuid, names, order }: SimulatedForm) => ({
  uuid,
  payment_id: order.id,
  description: `${names.length} * Custom - Google`,
  data: { domains_required: names.length, domains: names },
});

/** A row of which nobody can tell which form it is. */
export const ODD_FORM = { uuid: { value: 1 }, payment_id: 'recOdd', data: null };
