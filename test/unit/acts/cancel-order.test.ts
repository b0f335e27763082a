import { expect, test } from '@jest/globals';
import { CancelOrder, cancelRequest, cancelWorth } from '../../../src/acts/cancel_order/cancel-order.ts';
import { aCancel } from '../../support/warrants.ts';

test('the call names the vendor order and its workspace, and has no body', () => {
  expect(cancelRequest(aCancel())).toEqual({
    operation: 'cancelOrder',
    parameters: { order_id: 'recEnding' },
    query: { organization_id: 'recNorthwind' },
    body: null,
  });
});

test('what ends is worth so much a month, and so many domains', () => {
  expect(cancelWorth(aCancel())).toEqual({ effect: 'cancel', endsMonthCents: 1_400, endsDomains: 2 });
});

test('a reason is needed, and blanks are none', () => {
  expect(CancelOrder.parse(aCancel({ reason: '  Over \n' })).reason).toBe('Over');
  expect(CancelOrder.safeParse(aCancel({ reason: ' \n ' })).success).toBe(false);
});
