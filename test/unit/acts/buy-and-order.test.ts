import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  chargedAtStep,
  claimsOf,
  namesBoughtBy,
  namesOf,
  paidOnceAtStep,
  requestsOf,
  sealedRequest,
  stepsOf,
  worthAfter,
} from '../../../src/acts/act.ts';
import { actAsForm } from '../../../src/acts/act-as-form.ts';
import { askedBy } from '../../../src/acts/asked-by-draft.ts';
import { BuyAndOrder, mailboxesOfBoth, namesHad, withoutNames } from '../../../src/acts/buy_and_order/buy-and-order.ts';
import { namesToBuyFor, tooManyNew } from '../../../src/acts/buy_and_order/new-names.ts';
import { aBuyAndOrder, bothWorth } from '../../support/both.ts';
import { aDomain, aPurchase, aQuote } from '../../support/builders.ts';

const price = { priceCents: 1_550, renewalCents: 1_700 };
const sequencer = { provider: 'Instantly', loginId: 'sequencer' };
const upTo = (count: number): BuyAndOrder => {
  const names = Array.from({ length: count }, (_, index) => `n${index}.com`);
  return aBuyAndOrder({
    lines: [{ provider: 'google', domains: ['had.com', ...names].map((name) => aDomain(name)) }],
    names: names.map((name) => ({ name, ...price })),
  });
};

describe('names that are bought and ordered on', () => {
  test('charge their first year once, their mailboxes each month, and the renewals each year', () =>
    expect(bothWorth()).toMatchObject({ effect: 'spend', nowCents: 1_550, monthCents: 1_400, yearCents: 1_700 }));

  test('go out as purchases of ten, and then as one order with the tag', () => {
    const calls = requestsOf(upTo(12), 'acme-7f3k2q');
    expect(calls.map(({ operation }) => operation)).toEqual(['buyDomains', 'buyDomains', 'createCustomOrder']);
    expect(calls[1]?.body).toEqual({ domains: ['n10.com', 'n11.com'] });
    expect(calls[2]?.body).toMatchObject({ tag: 'acme-7f3k2q' });
    expect(calls[2]).toEqual(requestsOf(mailboxesOfBoth(upTo(12)), 'acme-7f3k2q')[0]);
  });

  test('send logins with their last call only', () => {
    const act = aBuyAndOrder({ sequencer });
    const [buy, order] = requestsOf(act, 'acme-7f3k2q');
    expect(JSON.stringify(buy)).not.toContain('login:');
    expect(order?.body).toMatchObject({ sequencer: { username: 'login:sequencer' } });
    for (const call of requestsOf(act, 'acme-7f3k2q')) expect(sealedRequest(act, call)).toEqual(call);
  });

  test('are owned from the beginning, those that are had already too', () => {
    expect(claimsOf(aBuyAndOrder()).map(({ key }) => key)).toEqual(['name:newacme.com', 'name:hadacme.com']);
    expect(namesOf(aBuyAndOrder())).toEqual(['newacme.com', 'hadacme.com']);
    expect(namesBoughtBy(aBuyAndOrder())).toEqual(['newacme.com']);
    expect(namesHad(aBuyAndOrder())).toEqual(['hadacme.com']);
  });

  test('are one at least, and fifty at most', () => {
    expect(BuyAndOrder.safeParse(upTo(50)).success).toBe(true);
    expect(BuyAndOrder.safeParse(upTo(51)).success).toBe(false);
    expect(BuyAndOrder.safeParse(aBuyAndOrder({ names: [] })).success).toBe(false);
  });

  test('charge at each step its part, and in all of them what they are worth', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (count) => {
        const act = upTo(count);
        const worth = bothWorth(act);
        const steps = Array.from({ length: stepsOf(act) }, (_, index) => index + 1);
        const charged = steps.map((step) => chargedAtStep(act, worth, step));
        expect(charged.reduce((sum, cents) => sum + cents, 0)).toBe(worth.nowCents + worth.monthCents);
        const once = steps.map((step) => paidOnceAtStep(act, worth, step).nowCents ?? 0);
        expect(once.at(-1)).toBe(0);
        expect(once.reduce((sum, cents) => sum + cents, 0)).toBe(worth.nowCents);
        expect(worthAfter(act, worth, steps.length - 1)).toMatchObject({
          nowCents: 0,
          yearCents: 0,
          monthCents: worth.monthCents,
        });
        expect(worthAfter(act, worth, 0)).toEqual(worth);
      }),
    ));

  test('lose what cannot be had from both, and are none any more when nothing is left', () => {
    const gone = new Set(['newacme.com']);
    expect(withoutNames(aBuyAndOrder(), gone, [])).toBeNull();
    const names = [{ name: 'hadacme.com', ...price }];
    expect(withoutNames(aBuyAndOrder(), gone, names)).toMatchObject({
      lines: [{ domains: [{ name: 'hadacme.com' }] }],
      names,
    });
    expect(withoutNames(aBuyAndOrder(), new Set(['newacme.com', 'hadacme.com']), names)).toBeNull();
  });
});

describe('new names of a form', () => {
  const at = (name: string, line: number) => ({ field: 'domains_google' as const, line, name });

  test('are bought when they are free, each once, and told line by line when they are not', () => {
    const wanted = ['a.com', 'b.com', 'c.com', 'd.com', 'e.com', 'a.com'].map((name, index) => at(name, index + 1));
    const { names, problems } = namesToBuyFor(wanted, [
      { name: 'a.com', state: 'free', ...price },
      { name: 'b.com', state: 'taken' },
      { name: 'c.com', state: 'blacklisted' },
      { name: 'd.com', state: 'unclear' },
    ]);
    expect(names).toEqual([{ name: 'a.com', ...price }]);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'domain_taken'],
      [3, 'domain_blacklisted'],
      [4, 'domain_price_unclear'],
      [5, 'domain_taken'],
    ]);
  });

  test('are too many from the fifty-first on', () => {
    const names = (count: number) => new Set(Array.from({ length: count }, (_, index) => `n${index}.com`));
    expect(tooManyNew(names(50))).toBeNull();
    expect(tooManyNew(names(51))?.message).toContain('51 of these are not bought yet');
  });
});

describe('the order form', () => {
  const purchase = aPurchase();
  const review = { purchase, quote: aQuote(purchase) };

  test('asks for both when the review found names to buy, else for mailboxes alone', () => {
    const buys = [{ name: 'getgoogle1.com', ...price }];
    expect(askedBy({ review: { ...review, buys } })).toMatchObject({
      act: { kind: 'buy_and_order', names: buys },
      worth: { nowCents: 1_550, yearCents: 1_700, monthCents: aQuote(purchase).totalCents },
    });
    expect(askedBy({ review })).toMatchObject({ act: { kind: 'custom_order' }, worth: { nowCents: 0 } });
  });

  test('is filled in again with all names, and buys what is not had by then', () => {
    expect(actAsForm(aBuyAndOrder())).toMatchObject({
      ok: true,
      known: { isNew: true, domainText: { google: 'newacme.com\nhadacme.com' } },
    });
    expect(actAsForm(purchase)).not.toHaveProperty('known.isNew');
  });
});
