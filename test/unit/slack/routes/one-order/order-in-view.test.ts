import { describe, expect, test } from '@jest/globals';
import { orderInMetadata } from '../../../../../src/slack/routes/one-order/order-in-view.ts';
import { cancelView } from '../../../../../views/form/cancel-view.ts';
import { redirectView } from '../../../../../views/form/changing/redirect-view.ts';
import { senderView } from '../../../../../views/form/changing/sender-view.ts';
import { swapLoginView } from '../../../../../views/form/changing/swap-login-view.ts';
import { swapView } from '../../../../../views/form/changing/swap-view.ts';
import { loadingView } from '../../../../../views/form/loading-view.ts';
import { vendorOrderView } from '../../../../../views/messages/one-order/vendor-order.ts';
import { noon, rita } from '../../../../support/builders.ts';
import { aCancel } from '../../../../support/views/cancel-orders.ts';
import { policy } from '../../../../support/views/orders.ts';

const OURS = { reference: '7f3k2q', vendorOrderId: 'recOrd7' };
const ELSEWHERE = { reference: null, vendorOrderId: 'recOrd7' };

const { kind: _kind, reason: _reason, ...ending } = aCancel();
const kept = { id: 'f1', ownerId: rita, label: 'Acme', fill: 1 };
const domain = { domain: 'a.com', from: '' };

describe.each([
  ['made here', OURS],
  ['made elsewhere', ELSEWHERE],
])('the order of a form that is kept on the server, %s', (_where, about) => {
  const swap = {
    ...{ ...kept, ...about, domain: 'a.com', unused: [], hosting: null },
    typed: { chosen: '', elsewhere: '' },
  };
  test.each([
    ['cancelling', cancelView({ ...kept, reason: '', chosen: about }, ending, { policy })],
    [
      'a redirect',
      redirectView({ ...kept, ...about, domain, others: [], typed: { redirect: '', also: [] } }, { policy }),
    ],
    ['a swap', swapView(swap, { policy })],
    ['the login of a swap', swapLoginView(swap, { policy, offered: [] })],
  ])('is named by its page: %s', (_page, { private_metadata: metadata = '' }) => {
    const named = { reference: about.reference, vendorOrder: 'recOrd7' };
    expect(orderInMetadata(metadata)).toEqual(named);
    // While its work is under way, too.
    const busy = { from: 'page', metadata, typed: '', token: null };
    expect(orderInMetadata(loadingView('Acme', busy).private_metadata)).toEqual(named);
  });
});

test('a sender, which is offered for orders of ours alone, and an order that was not made here', () => {
  const typed = { sender: '', mode: 'name_only' as const, also: [] };
  const shown = { domain: 'a.com', from: [], addresses: [] };
  const sender = senderView({ ...kept, ...OURS, domain: shown, others: [], typed }, { policy });
  expect(orderInMetadata(sender.private_metadata)).toEqual({ reference: '7f3k2q', vendorOrder: 'recOrd7' });
  const elsewhere = { ...kept, ...ELSEWHERE, status: 'Active', amountCents: null, createdAt: noon, names: ['a.com'] };
  const page = vendorOrderView({ ...elsewhere, workspace: { name: 'Acme' } }, [], 0);
  expect(orderInMetadata(page.private_metadata)).toEqual({ reference: null, vendorOrder: 'recOrd7' });
});

test('a number of ScaledMail that is very long is named by its beginning: Slack takes no page that carries much', () => {
  const ours = { reference: '7f3k2q', vendorOrderId: 'r'.repeat(4_000) };
  const { private_metadata: metadata = '' } = cancelView({ ...kept, reason: '', chosen: ours }, ending, { policy });
  expect(metadata.length).toBeLessThanOrEqual(3_000);
  expect(orderInMetadata(metadata)).toEqual({ reference: '7f3k2q', vendorOrder: 'r'.repeat(100) });
});

test.each([undefined, '', '{', '[]', '{"formId":"f1"}'])('%j names none', (metadata) => {
  expect(orderInMetadata(metadata)).toEqual({ reference: null });
});
