import { describe, expect, test } from '@jest/globals';
import type { VendorName } from '../../../../src/acts/buy_domains/availability.ts';
import { buyWorth } from '../../../../src/acts/buy_domains/buy-domains.ts';
import { appraiseBuyDomains } from '../../../../src/service/acts/buy_domains/appraise.ts';
import { buyDomainsProgress } from '../../../../src/service/acts/buy_domains/progress.ts';
import { noon } from '../../../support/builders.ts';
import { aBuy } from '../../../support/warrants.ts';
import { placingVendor } from '../placing/placing-vendor.ts';

const act = aBuy();
const [first, second] = act.names.map(({ name }) => name);
const names = [first, second].flatMap((name) => name ?? []);
const row = (name: string, parts: Partial<VendorName> = {}): VendorName => ({
  name,
  status: 'available',
  price: 15.5,
  renewPrice: 17,
  blacklists: 0,
  ...parts,
});
const taken = { status: 'taken', price: null, renewPrice: null };

function vendorWith(rows: readonly VendorName[], purchased: readonly string[] = []) {
  const vendor = placingVendor({ clock: { now: () => noon }, monotonicMs: () => 0 });
  vendor.names.push(...rows);
  vendor.purchased.push(...purchased);
  return vendor;
}
const appraised = (rows: readonly VendorName[], purchased: readonly string[] = []) =>
  appraiseBuyDomains(vendorWith(rows, purchased), act, 'placing');

describe('right before the call, names are', () => {
  test('as they were shown when they cost no more', async () => {
    expect(await appraised(names.map((name) => row(name)))).toMatchObject({ ok: true, worth: buyWorth(act) });
    const cheaper = await appraised(names.map((name) => row(name, { price: 14 })));
    expect(cheaper).toMatchObject({ ok: true, worth: buyWorth(act) });
    expect(cheaper).not.toHaveProperty('act');
  });

  test('dearer by what they cost now, the others at what was approved', async () => {
    const answer = await appraised([row(names[0] ?? '', { price: 20 }), row(names[1] ?? '', { price: 10 })]);
    expect(answer).toMatchObject({
      ok: true,
      worth: { nowCents: 3_550, yearCents: 3_400 },
      repriced: { names: [{ priceCents: 2_000 }, { priceCents: 1_550 }] },
    });
  });

  test.each<[string, Partial<VendorName>]>([
    ['taken', taken],
    ['on a block list', { blacklists: 2 }],
  ])('another order when one is %s', async (_what, parts) => {
    const answer = await appraised([row(names[0] ?? '', parts), row(names[1] ?? '')]);
    expect(answer).toMatchObject({ ok: true, act: { names: [{ name: second }] }, worth: { nowCents: 1_550 } });
  });

  test('another order when one is missing from the answer, or bought by hand', async () => {
    expect(await appraised([row(second ?? '')])).toMatchObject({ act: { names: [{ name: second }] } });
    expect(await appraised([row(second ?? '')], [first ?? ''])).toMatchObject({ act: { names: [{ name: second }] } });
  });

  test('gone when none is free', async () => {
    expect(await appraised(names.map((name) => row(name, taken)))).toEqual({ ok: false, refusal: 'sold_out' });
  });

  test('left as they were when all are bought already: the list tells', async () => {
    const vendor = vendorWith([], names);
    expect(await appraiseBuyDomains(vendor, act, 'placing')).toEqual({ ok: true, worth: buyWorth(act) });
    expect(vendor.reads.filter((read) => read.startsWith('search'))).toEqual([]);
  });

  test('not clear when a price cannot be right', async () => {
    const answer = await appraised([row(names[0] ?? '', { price: 1_550 }), row(names[1] ?? '')]);
    expect(answer).toEqual({ ok: false, refusal: 'price_unit_unclear' });
  });
});

describe('of several steps', () => {
  const many = aBuy({
    names: Array.from({ length: 12 }, (_, index) => ({
      name: `n${index}.com`,
      priceCents: 1_550,
      renewalCents: 1_700,
    })),
  });
  const all = many.names.map(({ name }) => name);

  test('what is bought and paid stays, at what was approved', async () => {
    const vendor = vendorWith(
      all.slice(10).map((name) => row(name, { price: 20 })),
      all.slice(0, 10),
    );
    expect(await appraiseBuyDomains(vendor, many, 'placing', 2)).toMatchObject({
      ok: true,
      worth: { nowCents: 10 * 1_550 + 2 * 2_000 },
    });
    expect(vendor.reads.filter((read) => read.startsWith('search'))).toHaveLength(1);
  });

  test('a first one that is in the list already stays, so that the look finds it', async () => {
    const vendor = vendorWith(
      all.slice(10).map((name) => row(name)),
      all.slice(0, 10),
    );
    const answer = await appraiseBuyDomains(vendor, many, 'placing', 1);
    expect(answer).toMatchObject({ ok: true, worth: buyWorth(many) });
    expect(answer).not.toHaveProperty('act');
  });

  test('a step is done when all of its names are listed, the others or not', async () => {
    const purchased = async () => new Set(all.slice(0, 10));
    expect(await buyDomainsProgress({ purchased }, many, { step: 1 })).toMatchObject({
      ready: all.slice(0, 10),
      isDone: true,
    });
    expect(await buyDomainsProgress({ purchased }, many, { step: 2 })).toMatchObject({ isDone: false });
  });
});

test('how far they are is not known while the list cannot be read', async () => {
  expect(await buyDomainsProgress({ purchased: async () => null }, act, { step: 1 })).toBeNull();
});
