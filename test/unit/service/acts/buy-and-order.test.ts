import { describe, expect, test } from '@jest/globals';
import { evidenceOf } from '../../../../src/service/acts/acts-at-vendor.ts';
import { appraiseBuyAndOrder } from '../../../../src/service/acts/buy_and_order/appraise.ts';
import { buyAndOrderProgress } from '../../../../src/service/acts/buy_and_order/progress.ts';
import { aBuyAndOrder, anApprovedBoth, bothWorth } from '../../../support/both.ts';
import { aDomain, noon } from '../../../support/builders.ts';
import { placingVendor } from '../placing/placing-vendor.ts';

const price = { priceCents: 1_550, renewalCents: 1_700 };
const NEW = ['one.com', 'two.com'];
const act = aBuyAndOrder({
  lines: [{ provider: 'google', domains: [...NEW, 'had.com'].map((name) => aDomain(name)) }],
  names: NEW.map((name) => ({ name, ...price })),
});
const free = (name: string, dollars = 15.5) => ({
  name,
  status: 'available',
  price: dollars,
  renewPrice: 17,
  blacklists: 0,
});
const taken = (name: string) => ({ name, status: 'taken', price: null, renewPrice: null, blacklists: 0 });

function vendorWith(rows: readonly ReturnType<typeof free | typeof taken>[], purchased: readonly string[] = []) {
  const vendor = placingVendor({ clock: { now: () => noon }, monotonicMs: () => 0 });
  vendor.names.push(...rows);
  vendor.purchased.push(...purchased);
  return vendor;
}
const appraised = (vendor: ReturnType<typeof vendorWith>, step = 1) =>
  appraiseBuyAndOrder({ vendor: vendor.vendor, clock: { now: () => noon } }, act, 'placing', step);

describe('right before a purchase', () => {
  test('names and mailboxes are priced together', async () =>
    expect(await appraised(vendorWith(NEW.map((name) => free(name))))).toMatchObject({
      ok: true,
      worth: bothWorth(act),
    }));

  test('a name that is dearer makes the same act dearer', async () =>
    expect(await appraised(vendorWith([free('one.com', 20), free('two.com')]))).toMatchObject({
      worth: { nowCents: 3_550 },
      repriced: { names: [{ priceCents: 2_000 }, { priceCents: 1_550 }] },
    }));

  test('a name that is taken leaves both of its parts', async () => {
    const answer = await appraised(vendorWith([taken('one.com'), free('two.com')]));
    expect(answer).toMatchObject({
      act: { names: [{ name: 'two.com' }], lines: [{ domains: [{ name: 'two.com' }, { name: 'had.com' }] }] },
      worth: { nowCents: 1_550, monthCents: 1_400 },
    });
  });

  test('a name that somebody bought meanwhile is ordered on, and not bought', async () => {
    const answer = await appraised(vendorWith([free('two.com')], ['one.com']));
    expect(answer).toMatchObject({
      act: { names: [{ name: 'two.com' }], lines: [{ domains: [{}, {}, {}] }] },
      worth: { nowCents: 1_550, monthCents: 2_100 },
    });
  });

  test('nothing is left when all names to buy are taken', async () =>
    expect(await appraised(vendorWith(NEW.map(taken)))).toEqual({ ok: false, refusal: 'sold_out' }));

  test('nothing is said while a price cannot be right', async () =>
    expect(await appraised(vendorWith([free('one.com', 1_550), free('two.com')]))).toEqual({
      ok: false,
      refusal: 'price_unit_unclear',
    }));
});

describe('right before the order', () => {
  test('mailboxes alone are priced anew: what is paid stays as it was approved', async () => {
    const vendor = vendorWith([], NEW);
    expect(await appraised(vendor, 2)).toMatchObject({ ok: true, worth: bothWorth(act) });
    expect(vendor.reads.filter((read) => read.startsWith('search'))).toEqual([]);
  });
});

describe('how far it is', () => {
  const reads = {
    domains: async () => () => null,
    mailboxes: async () => null,
    purchased: async () => new Set(NEW),
    soFar: async () => {},
    statusOf: async () => null,
    forms: async () => null,
    workspaces: async () => null,
  };
  const known = { ready: new Set<string>(), unread: new Set<string>() };

  test('is told of a purchase by the list of bought names, and nothing of it works yet', async () => {
    expect(await buyAndOrderProgress(reads, act, { ...known, step: 1 })).toMatchObject({ isDone: true, ready: [] });
    const none = { ...reads, purchased: async () => null };
    expect(await buyAndOrderProgress(none, act, { ...known, step: 1 })).toBeNull();
  });

  test('is told of the order by its domains', async () =>
    expect(await buyAndOrderProgress(reads, act, { ...known, step: 2 })).toMatchObject({ isDone: false }));

  test('a step leaves evidence of its own', () => expect(evidenceOf(anApprovedBoth(act))).toBe('names_bought'));
});
