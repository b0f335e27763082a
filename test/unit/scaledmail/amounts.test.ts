import { expect, test } from '@jest/globals';
import { OrderDetails, OrderRows } from '../../../src/scaledmail/answers/orders.ts';
import { Cents } from '../../../src/values/money.ts';

/** An amount as an order may keep it: one that is written can be read again. */
const Kept = Cents.nullable();

test.each([1e14, 1e300, 1e307, Number.MAX_VALUE])(
  'an amount of %d dollars is none that an order could keep',
  async (amount) => {
    const order = { id: 'rec1', amount, status: 'Active' };
    const rows = await OrderRows.safeParseAsync({ payments: [order] });
    const details = OrderDetails.safeParse({ ...order, packages: [] });
    const amounts = [...(rows.data?.rows ?? []), ...(details.data ? [details.data] : [])].map(
      ({ amountCents }) => amountCents,
    );
    expect(amounts).toEqual([null, null]);
    expect(amounts.filter((cents) => !Kept.safeParse(cents).success)).toEqual([]);
  },
);

test('the largest amount that whole cents hold is read as it is', async () => {
  const amount = 90_071_992_547_409;
  const rows = await OrderRows.parseAsync({ payments: [{ id: 'rec1', amount, status: 'Active' }] });
  expect(rows).toMatchObject({ rows: [{ amountCents: 9_007_199_254_740_900 }] });
});
