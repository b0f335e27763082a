import { expect, test } from '@jest/globals';
import { packageWorth } from '../../../src/acts/fixed_package/fixed-package.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { domainsView } from '../../../views/form/ordering/domains-view.ts';
import { packageView } from '../../../views/form/ordering/package-view.ts';
import { reviewView } from '../../../views/form/ordering/review-view.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import { aPurchase, aQuote } from '../../support/builders.ts';
import { aNewPackage, anApprovedPackage, aPackage } from '../../support/packages.ts';
import { aDraft, policy } from '../../support/views/orders.ts';
import { setting, surfacesOf } from '../../support/views/surfaces.ts';
import { allText, foreignControls, slackProblems } from '../../support/views/text.ts';

const { package: chosen } = aPackage();
const draft = { ...aDraft({ providers: ['google'] }), package: chosen };

test('a package is drawn on every surface as Slack takes it', () => {
  for (const order of [aNewPackage().order, anApprovedPackage()]) {
    for (const [surface, view] of surfacesOf(order)) {
      expect([surface, slackProblems(view)]).toEqual([surface, []]);
    }
  }
});

test('its card says its price and its name', () => {
  const text = allText(orderCard(aNewPackage().order, setting));
  expect(text).toContain('🟡 $14.00 / month · Acme');
  expect(text).toContain('Package: Google 2');
  expect(text).toContain('Approve $14.00 / month');
});

test('the form offers it beside where domains are from, and says how many it takes', () => {
  expect(allText(whatView({ draft, fill: 1 }))).toContain('A package');
  expect(allText(domainsView({ draft: { ...draft, package: { ...chosen, quantity: 2 } }, fill: 1 }))).toContain(
    '*Package* · 2 × 4 Google mailboxes · $14.00 / month · exactly 4 domains',
  );
  const purchase = aPurchase();
  const text = allText(reviewView({ ...draft, review: { purchase, quote: aQuote(purchase) } }, policy));
  expect(text).toContain('$14.00 / month · Acme');
  expect(text).toContain('Package: Google 2');
});

test('the page with packages fits Slack, however many there are and whatever they are called', () => {
  const many = Array.from({ length: 130 }, (_, index) => ({
    ...chosen.offer,
    priceId: `price_${index}`,
    name: '*<!here>* '.repeat(20),
  }));
  const view = packageView({ draft, fill: 1 }, many);
  expect([slackProblems(view), foreignControls(view)]).toEqual([[], []]);
  expect(allText(packageView({ draft, fill: 1 }, []))).toContain('sells no package that can be ordered here');
  expect(packageWorth(chosen).monthCents).toBe(1_400);
});
