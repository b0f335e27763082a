import type { Order } from '../../src/orders/order.ts';
import type { StoredOrder } from '../../src/service/ports/stores/order-store.ts';
import type { Ports } from './port-set.ts';

/** Orders that look otherwise to whoever archives them. */
const seeing =
  (otherwise: (stored: StoredOrder) => StoredOrder) =>
  ({ ending }: Ports): Pick<Ports, 'ending'> => ({
    ending: {
      get: async (reference) => {
        const stored = await ending.get(reference);
        return stored && otherwise(stored);
      },
    },
  });

/** Nothing is ever left to do. */
export const withoutEffectsLeft = seeing((stored) => ({ ...stored, effects: [], lease: null }));

/** Everything looks as if it was declined when it was requested, and no call was ever made. */
export const withoutEnd = ({ archive, ...ports }: Ports): Pick<Ports, 'ending' | 'archive'> => ({
  ...seeing((stored) => ({ ...stored, order: declined(stored.order), effects: [], lease: null }))({
    ...ports,
    archive,
  }),
  archive: { ...archive, over: async () => ports.orders.stamps(null).then((all) => all.map((each) => each.reference)) },
});

const declined = ({ form, facts, terms, approvals, asked, claims, reserved, surfaces, ruledOut }: Order): Order => ({
  ...{ form, facts, terms, approvals, asked, claims, reserved, surfaces, ruledOut },
  ...{ attempts: [], question: null, state: 'declined', by: facts.requestedBy, at: facts.requestedAt, reason: '' },
});

/** A disk that says that it has kept a file, and has not. */
export const withoutFiles = ({ archive, ending }: Ports): Pick<Ports, 'archive'> => ({
  archive: {
    ...archive,
    write: async (_file, references) => {
      const stored = await Promise.all(references.map((reference) => ending.get(reference)));
      return stored.flatMap((each) => (each ? [{ reference: each.order.facts.reference, version: each.version }] : []));
    },
  },
});
