import { expect, test } from '@jest/globals';
import type { OrderedDomain } from '../../../src/acts/custom_order/custom-order.ts';
import { ORDER_STATES } from '../../../src/orders/order.ts';
import { oddText } from '../../../views/acts/custom_order/odd-text.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { reviewView } from '../../../views/form/ordering/review-view.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { amir, aReviewedDraft, orderIn, policy, purchaseOf } from '../../support/views/orders.ts';
import { setting } from '../../support/views/surfaces.ts';
import { allText, slackProblems } from '../../support/views/text.ts';

const domain = (name: string, site: string, firstName = 'Ada'): OrderedDomain => ({
  name,
  naming: { form: 'names', firstName, lastName: 'Park' },
  redirect: `https://${site}`,
});
const linesOf = (...domains: OrderedDomain[]) => [{ provider: 'google' as const, domains }];
const slip = linesOf(
  domain('a.com', 'northwind.com'),
  domain('b.com', 'northwind.com'),
  domain('c.com', 'northwnd.com', 'Ada2'),
);
const WORDS =
  'Redirects go to 2 sites: northwind.com (2) and northwnd.com (1). 1 sender looks unusual: “Ada2 Park” at c.com.';

const act = (lines: typeof slip) => purchaseOf({ lines });

test('what may not be meant is said with its names', () => {
  expect(oddText(act(slip))).toBe(WORDS);
  expect(oddText(act(linesOf(domain('a.com', 'acme.com'))))).toBeNull();
});

test('a line without a redirect among others is named, and asked about on the review', () => {
  const { redirect: _, ...without } = domain('b.com', 'acme.com');
  const lines = linesOf(domain('a.com', 'acme.com'), without, domain('c.com', 'acme.com'));
  expect(oddText(act(lines))).toBe('1 of 3 domains has no redirect: b.com.');
  expect(allText(reviewView(aReviewedDraft({ lines }), policy))).toContain('no redirect: b.com. Is that meant?');
});

test('two sites that are almost the same are named, however many others there are', () => {
  const many = ['one.com', 'two.com', 'three.com', 'acme.io', 'acm.io'].flatMap((site, index) => [
    domain(`${index}a.com`, site),
    ...(index < 3 ? [domain(`${index}b.com`, site)] : []),
  ]);
  expect(oddText(act(linesOf(...many)))).toBe('Redirects go to 5 sites: acme.io (1), acm.io (1) and 3 more.');
});

test('what does not fit an alert is counted', () => {
  const long = ['a', 'b', 'c'].map((letter) =>
    domain(`${letter.repeat(40)}.com`, `${letter.repeat(50)}.com`, `${letter}9`),
  );
  expect(oddText(act(linesOf(...long)))).toBe('Redirects go to 3 sites. 3 senders look unusual.');
  const lacking = ['d', 'e'].map((letter) => ({ name: `${letter.repeat(40)}.com`, naming: domain('x', 'y').naming }));
  expect(oddText(act(linesOf(...long, ...lacking)))).toBe(
    'Redirects go to 3 sites. 2 of 5 domains have no redirect. 3 senders look unusual.',
  );
});

test('the review asks, and the card says it above its buttons while it waits', () => {
  const review = reviewView(aReviewedDraft({ lines: slip }), policy);
  expect(review.blocks).toContainEqual(
    expect.objectContaining({ type: 'alert', text: expect.objectContaining({ text: `${WORDS} Is that meant?` }) }),
  );
  expect(slackProblems(review)).toEqual([]);
  const blocks = orderCard(orderIn('awaiting_approval', { lines: slip }), setting).blocks;
  const at = blocks.findIndex((block) => allText({ blocks: [block] }).includes(`⚠️ ${WORDS}`));
  expect(at).toBeGreaterThan(0);
  expect(at).toBeLessThan(blocks.findIndex(({ type }) => type === 'actions'));
});

test.each(ORDER_STATES.filter((state) => state !== 'awaiting_approval'))(
  'an order %s does not ask any more',
  (state) => {
    expect(allText(orderCard(orderIn(state, { lines: slip }), setting))).not.toContain('looks unusual');
  },
);

test('*Details* says it too', () => {
  const order = orderIn('awaiting_approval', { lines: slip });
  const view = orderDetailsModal({ order, history: [], reader: { by: amir, mayDecide: true } }, { policy });
  expect(allText(view)).toContain(WORDS);
});
