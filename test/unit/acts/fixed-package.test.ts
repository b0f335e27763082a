import { describe, expect, test } from '@jest/globals';
import { Act, claimsOf, effectOf, lasts, mailboxesOf, requestOf, sealedRequest, tagOf } from '../../../src/acts/act.ts';
import { askedBy } from '../../../src/acts/asked-by-draft.ts';
import { packageWorth } from '../../../src/acts/fixed_package/fixed-package.ts';
import { isSameOffer, offerOf } from '../../../src/acts/fixed_package/offers.ts';
import { packageProblems } from '../../../src/acts/fixed_package/package-problems.ts';
import { aPurchase, aQuote, aReference } from '../../support/builders.ts';
import { aListedPackage, aPackage } from '../../support/packages.ts';
import { openedLogin } from '../../support/warrants.ts';

const act = aPackage();
const { offer } = act.package;

describe('a package', () => {
  test('is one call with a flat list of domains, and without a tag', () => {
    expect(requestOf(aPackage({ coupon: 'WELCOME10', package: { offer, quantity: 2 } }), null)).toEqual({
      operation: 'createOrder',
      parameters: { price_id: 'price_Google2' },
      query: { provider: 'scaledmail', organization_id: 'recNorthwind', coupon: 'WELCOME10' },
      body: {
        quantity: 2,
        domains: act.lines.flatMap(({ domains }) =>
          domains.map(({ name }) => expect.objectContaining({ domain: name, first_name: 'Ada' })),
        ),
      },
    });
  });

  test('sends a login in its place, and names it by its sealed copy elsewhere', () => {
    const elsewhere = aPackage({ source: 'other', hosting: { provider: 'Namecheap', loginId: 'login-1' } });
    const sent = requestOf(elsewhere, null, openedLogin);
    expect(JSON.stringify(sent)).toContain('password of login-1');
    expect(sealedRequest(elsewhere, sent)).toEqual(requestOf(elsewhere, null));
  });

  test('owns its names, goes on once it works, and is a list of mailboxes', () => {
    expect(claimsOf(act)).toEqual(claimsOf(aPurchase()));
    expect([effectOf(act), lasts(act), tagOf(act, aReference, 1)]).toEqual(['spend', true, null]);
    expect(mailboxesOf(act)).toEqual(aPurchase());
    expect(Act.parse(JSON.parse(JSON.stringify(act)))).toEqual(act);
  });

  test('charges its price as often as it is bought', () => {
    expect(packageWorth({ offer, quantity: 3 })).toMatchObject({
      nowCents: 0,
      monthCents: 4_200,
      lines: [{ domains: 6, mailboxes: 12, unitCents: 350, monthlyCents: 4_200 }],
    });
  });

  test('is what a form asks for in which one was chosen', () => {
    const purchase = aPurchase();
    const review = { purchase, quote: aQuote(purchase) };
    expect(askedBy({ review, package: act.package })).toEqual({ act, worth: packageWorth(act.package) });
  });
});

describe('an offer', () => {
  test.each([
    ['dollars', 14, 1_400],
    ['cents', 1_400, 1_400],
    ['neither', 2, null],
  ])('in %s is read by the usual price of a mailbox', (_unit, price, monthCents) => {
    expect(offerOf(aListedPackage({ price }))?.monthCents ?? null).toBe(monthCents);
  });

  test('is another one when it has other domains or mailboxes, and the same one at another price', () => {
    expect(isSameOffer(offer, { ...offer, monthCents: 1 })).toBe(true);
    for (const other of [{ priceId: 'x' }, { domains: 3 }, { mailboxes: 5 }, { provider: 'smtp' as const }]) {
      expect(isSameOffer(offer, { ...offer, ...other })).toBe(false);
    }
  });
});

test.each([
  [2, 1, null],
  [1, 1, 'This package takes exactly 2 domains; this is 1.'],
  [3, 1, 'This package takes exactly 2 domains; these are 3.'],
  [4, 2, null],
])('%s domains for %s of it', (count, quantity, message) => {
  const domains = Array.from({ length: count }, (_, index) => ({
    line: index + 1,
    name: `a${index}.com`,
    naming: null,
  }));
  const [problem] = packageProblems({ lines: [{ provider: 'google', domains }] }, { offer, quantity });
  expect(problem?.message ?? null).toBe(message);
});
