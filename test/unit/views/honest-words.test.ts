import { expect, test } from '@jest/globals';
import { buyAndOrderView } from '../../../views/acts/buy_and_order.ts';
import { buyView } from '../../../views/form/buying/buy-view.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import { aBuyAndOrder } from '../../support/both.ts';
import { aReference } from '../../support/builders.ts';
import { aDraft } from '../../support/views/orders.ts';
import { allText } from '../../support/views/text.ts';

test('an order that is asked for again speaks of typed logins only where there was one', () => {
  const hosting = { provider: 'Namecheap', link: '', loginId: null };
  const page = (parts: Partial<ReturnType<typeof aDraft>>) =>
    allText(whatView({ draft: { ...aDraft({}), follows: aReference, ...parts }, fill: 1 }));
  const saved = { hosting: { choice: 'saved', keepAs: '', isShared: false } };
  expect(page({ hosting })).toContain('typed anew');
  expect(page({ hosting: null })).not.toContain('typed anew');
  expect(page({ hosting, logins: saved })).not.toContain('typed anew');
});

test('names that are bought by the order are not called bought', () => {
  const text = JSON.stringify(buyAndOrderView.grey(aBuyAndOrder()));
  expect(text).toContain('bought first, by this order');
  expect(text).not.toContain('bought through ScaledMail');
});

test('for whom names are is asked once there are some to tick, and then has to be said', () => {
  const form = {
    id: 'form',
    isForOrder: false,
    ownerId: 'URITA',
    workspaces: [{ id: 'rec1', name: 'Northwind' }],
    workspaceId: 'rec1',
    query: '',
    label: '',
    endings: ['com'],
    found: null,
    chosen: [],
    fill: 1,
    round: 1,
  };
  const fieldOf = (view: ReturnType<typeof buyView>) =>
    view.blocks.find(({ block_id: id }) => id?.startsWith('buy_label.'));
  expect(fieldOf(buyView(form))).toBeUndefined();
  const found = {
    shown: [{ state: 'free' as const, name: 'a.com', priceCents: 1_550, renewalCents: 1_700 }],
    hasMore: false,
  };
  const field = fieldOf(buyView({ ...form, found }));
  expect(field).toBeDefined();
  expect(field && 'optional' in field && field.optional).not.toBe(true);
});
