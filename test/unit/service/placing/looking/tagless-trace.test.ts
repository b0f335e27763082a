import { expect, test } from '@jest/globals';
import { namesOf } from '../../../../../src/acts/act.ts';
import { decide } from '../../../../../src/orders/decide/decide.ts';
import { actOf, type Order } from '../../../../../src/orders/order.ts';
import { lookForTrace } from '../../../../../src/service/placing/looking/own-trace.ts';
import { noon } from '../../../../support/builders.ts';
import { anApprovedPackage } from '../../../../support/packages.ts';
import { anIntent } from '../../../orders/sent.ts';

const approved = anApprovedPackage();
const names = namesOf(actOf(approved));

function lived(order: Order, event: Parameters<typeof decide>[1]): Order {
  const decision = decide(order, event, noon);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.order;
}
const placing = lived(approved, { type: 'placing_started', attempt: { ...anIntent(), tag: null } });
const unknown = lived(placing, { type: 'outcome_unclear', reason: 'no_answer', message: null, attempt: 1 });

const never = () => Promise.reject(new Error('It is not asked'));
const look = (order: Order, domainNames: readonly string[], tag: string | null = '') =>
  lookForTrace(
    {
      orders: async () => [{ id: 'recOrd1', amountCents: 1_400, status: 'Active', createdAt: noon }],
      details: async (_workspaceId, id) => ({
        id,
        tag,
        carriesTag: true,
        amountCents: 1_400,
        status: 'Active',
        createdAt: noon,
        domainNames,
      }),
      page: never,
      domains: never,
      purchased: never,
      forms: never,
      mailboxes: never,
      workspaces: never,
    },
    order,
    async () => false,
  );

test('a vendor order with exactly our names and no tag is ours, once we called', async () => {
  expect(await look(unknown, names.toReversed())).toMatchObject({
    type: 'found',
    event: { vendorOrderId: 'recOrd1', attempt: 1 },
  });
});

test('before any call of ours it is asked about', async () => {
  expect(await look(approved, names)).toMatchObject({ type: 'resembling', resembling: { vendorOrderId: 'recOrd1' } });
});

test.each([
  ['some of our names', names.slice(1), ''],
  ['more names than ours', [...names, 'more.com'], ''],
  ['a tag of somebody', names, 'by-hand'],
])('with %s it is asked about', async (_what, domainNames, tag) => {
  expect(await look(unknown, domainNames, tag)).toMatchObject({ type: 'resembling' });
});

test('what a person ruled out stays another one', async () => {
  expect(await look({ ...unknown, ruledOut: ['recOrd1'] }, names)).toMatchObject({ type: 'absent' });
});
