import { expect, test } from '@jest/globals';
import { type CustomOrder, domainNames } from '../../../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../../src/acts/custom_order/form/draft-input.ts';
import { orderAsForm } from '../../../../../src/acts/custom_order/form/order-as-form.ts';
import { checkOrder } from '../../../../../src/acts/custom_order/rules/check-order.ts';
import { aDomain, aPurchase } from '../../../../support/builders.ts';
import { aDraft } from '../../../../support/views/orders.ts';

const ada = { form: 'names', firstName: 'Ada', lastName: 'Park' } as const;
const ben = { form: 'names', firstName: 'Ben', lastName: 'Ito' } as const;
const many = (count: number, parts: Parameters<typeof aDomain>[1] = {}) =>
  Array.from({ length: count }, (_, index) => aDomain(`outreach-northwind${index}.com`, { naming: ada, ...parts }));

/** What sending the filled-in form would order. */
function orderedAgain(purchase: CustomOrder): CustomOrder {
  const form = orderAsForm(purchase);
  if (!form) throw new Error('It does not fit');
  const draft: OrderDraft = { ...aDraft(), workspaces: [purchase.workspace], ...form };
  const hosting = form.hosting && { ...form.hosting, loginId: purchase.hosting?.loginId ?? '' };
  const sequencer = form.sequencer ? { ...form.sequencer, loginId: purchase.sequencer?.loginId ?? '' } : null;
  const checked = checkOrder(draftInput({ ...draft, hosting, sequencer }), new Map());
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.purchase;
}

test.each<[string, CustomOrder['lines'], CustomOrder['source']]>([
  [
    'a hundred names with redirects, which take several boxes',
    [{ provider: 'google', domains: many(100, { redirect: 'https://acme.com/a-long-way-to-go' }) }],
    'scaledmail',
  ],
  ['a hundred names of one sender', [{ provider: 'google', domains: many(100) }], 'scaledmail'],
  ['a hundred names held elsewhere', [{ provider: 'google', domains: many(100) }], 'other'],
  [
    'two senders and a redirect, of two providers',
    [
      {
        provider: 'google',
        domains: [aDomain('a.com', { naming: ben }), aDomain('b.com', { naming: ada, redirect: 'acme.com' })],
      },
      { provider: 'smtp', domains: [aDomain('c.com', { naming: ada }), aDomain('d.com', { naming: ada })] },
    ],
    'scaledmail',
  ],
])('%s are asked for again as they were', (_what, lines, source) => {
  const hosting = source === 'other' ? { hosting: { provider: 'Namecheap', loginId: 'l1' } } : {};
  const sequencer = { provider: 'Instantly', link: 'https://app.instantly.ai', tag: '{{ID}}', loginId: 'l2' };
  const purchase = aPurchase({ lines, source, coupon: 'WELCOME10', sequencer, ...hosting });
  const again = orderedAgain(purchase);
  expect(new Set(domainNames(again))).toEqual(new Set(domainNames(purchase)));
  const domainsOf = ({ lines: all }: CustomOrder) =>
    all.flatMap(({ provider, domains }) => domains.map((domain) => ({ provider, ...domain })));
  expect(domainsOf(again)).toEqual(expect.arrayContaining(domainsOf(purchase)));
  expect({ ...again, lines: [] }).toEqual({ ...purchase, lines: [] });
});

test('no login is taken over, and lines that are longer than a page has boxes are no form', () => {
  const redirect = `https://acme.com/${'a-long-way-to-go/'.repeat(14)}`;
  const domains = many(100).map((domain, index) => ({ ...domain, redirect: `${redirect}${index}` }));
  const lines = [{ provider: 'google' as const, domains }];
  expect(orderAsForm(aPurchase({ lines }))).toBeNull();
  const hosting = { provider: 'Namecheap', loginId: 'l1' };
  expect(orderAsForm(aPurchase({ source: 'other', hosting }))?.hosting).toEqual({
    provider: 'Namecheap',
    link: '',
    loginId: null,
  });
});
