import { expect, test } from '@jest/globals';
import { packageWorth } from '../../../../src/acts/fixed_package/fixed-package.ts';
import type { ListedPackage } from '../../../../src/acts/fixed_package/offers.ts';
import { appraiseFixedPackage, offersOf } from '../../../../src/service/acts/fixed_package/appraise.ts';
import { noon } from '../../../support/builders.ts';
import { aListedPackage, aPackage } from '../../../support/packages.ts';
import { placingVendor } from '../placing/placing-vendor.ts';

const act = aPackage();
function selling(...packages: readonly ListedPackage[]) {
  const shown = placingVendor({ clock: { now: () => noon }, monotonicMs: () => 0 });
  shown.packages.push(...packages);
  return shown;
}

test.each<[string, ListedPackage, object]>([
  ['what it was', aListedPackage(), { ok: true, worth: packageWorth(act.package) }],
  [
    'dearer, when it is',
    aListedPackage({ price: 20 }),
    { ok: true, worth: packageWorth({ offer: { ...act.package.offer, monthCents: 2_000 }, quantity: 1 }) },
  ],
  ['not clear when it is gone', aListedPackage({ priceId: 'other' }), { ok: false, refusal: 'price_missing' }],
  ['not clear when it is of other domains', aListedPackage({ domains: 3 }), { ok: false, refusal: 'price_missing' }],
  ['not clear when its price makes no sense', aListedPackage({ price: 1 }), { ok: false, refusal: 'price_missing' }],
])('a package costs %s', async (_what, listed, answer) => {
  expect(await appraiseFixedPackage(selling(listed), act, 'placing')).toEqual(answer);
});

test('packages are offered the cheapest first, without those whose price is not clear', async () => {
  const { vendor } = selling(
    aListedPackage({ priceId: 'dear', price: 28 }),
    aListedPackage({ priceId: 'odd', price: 1 }),
    aListedPackage(),
  );
  expect((await offersOf(vendor, 'rec1', 'person')).map(({ priceId }) => priceId)).toEqual(['price_Google2', 'dear']);
});
