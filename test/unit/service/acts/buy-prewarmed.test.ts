import { describe, expect, test } from '@jest/globals';
import { prewarmedWorth } from '../../../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import type { StockItem } from '../../../../src/acts/buy_prewarmed/stock.ts';
import { appraisePrewarmed } from '../../../../src/service/acts/buy_prewarmed/appraise.ts';
import { prewarmedProgress } from '../../../../src/service/acts/buy_prewarmed/progress.ts';
import type { VendorDomain } from '../../../../src/service/ports/vendor.ts';
import { noon } from '../../../support/builders.ts';
import { aPrewarmed } from '../../../support/prewarmed.ts';
import { placingVendor } from '../placing/placing-vendor.ts';

const act = aPrewarmed();
const [google, outlook] = act.inboxes;
const STOCK: readonly StockItem[] = act.inboxes.map(({ weeks, nowCents, monthCents, ...inbox }) => ({
  ...inbox,
  months: (weeks ?? 0) / 4,
  oncePrice: nowCents / 100,
  monthPrice: monthCents / 100,
}));

const domain = (name: string, status = 'Active'): VendorDomain => ({
  id: `row of ${name}`,
  name,
  status,
  orderId: 'recOrd1',
  totalMailboxes: 2,
});

function vendorWith(stock: readonly StockItem[], domains: readonly VendorDomain[] = []) {
  const vendor = placingVendor({ clock: { now: () => noon }, monotonicMs: () => 0 });
  vendor.stock = [...stock];
  vendor.domains = [...domains];
  return vendor;
}
const changed = (parts: Partial<StockItem>) => STOCK.map((each, index) => (index === 0 ? { ...each, ...parts } : each));
const appraised = (stock: readonly StockItem[], domains?: readonly VendorDomain[]) =>
  appraisePrewarmed(vendorWith(stock, domains), act, 'placing');

describe('right before the call, what is bought is', () => {
  test.each<{ what: string; stock: readonly StockItem[] }>`
    what                                | stock
    ${'as it was shown'}                | ${STOCK}
    ${'as it was shown, a month older'} | ${changed({ months: 3 })}
    ${'as it was shown, among others'}  | ${[{ ...STOCK[0], id: 'recOther', monthPrice: 999 }, ...STOCK]}
  `('$what, and worth the same', async ({ stock }) => {
    expect(await appraised(stock)).toEqual({ ok: true, worth: prewarmedWorth(act.inboxes) });
  });

  test('cheaper, without another approval', async () => {
    const cheaper = [google && { ...google, nowCents: 1_000 }, outlook].flatMap((each) => each ?? []);
    expect(await appraised(changed({ oncePrice: 10 }))).toEqual({ ok: true, worth: prewarmedWorth(cheaper) });
  });

  test.each<{ what: string; parts: Partial<StockItem>; now: object }>`
    what                    | parts                | now
    ${'dearer once'}        | ${{ oncePrice: 21 }} | ${{ nowCents: 2_100 }}
    ${'dearer a month'}     | ${{ monthPrice: 9 }} | ${{ monthCents: 900 }}
    ${'of fewer mailboxes'} | ${{ mailboxes: 1 }}  | ${{ mailboxes: 1 }}
  `('another offer when it is $what, which has to be approved', async ({ parts, now }) => {
    const inboxes = act.inboxes.map((each, index) => (index === 0 ? { ...each, ...now } : each));
    expect(await appraised(changed(parts))).toEqual({
      ok: true,
      worth: prewarmedWorth(inboxes),
      act: { ...act, inboxes },
    });
  });

  test('less, when something was sold meanwhile', async () => {
    const inboxes = act.inboxes.slice(1);
    expect(await appraised(STOCK.slice(1))).toEqual({
      ok: true,
      worth: prewarmedWorth(inboxes),
      act: { ...act, inboxes },
    });
  });

  test('not there when the number has another name now', async () => {
    expect(await appraised(changed({ name: 'other.com' }))).toMatchObject({ act: { inboxes: act.inboxes.slice(1) } });
  });

  test('sold out when nothing of it is there, nor ours', async () => {
    expect(await appraised([], [domain('somebody-elses.com')])).toEqual({ ok: false, refusal: 'sold_out' });
  });

  test('left as it was when it is among our own domains by now: the look for our trace says why', async () => {
    expect(
      await appraised(
        [],
        act.inboxes.map(({ name }) => domain(name)),
      ),
    ).toEqual({
      ok: true,
      worth: prewarmedWorth(act.inboxes),
    });
  });

  test('not priced when its price cannot be one, or is of another unit', async () => {
    expect(await appraised(changed({ monthPrice: 99_999 }))).toEqual({ ok: false, refusal: 'price_unit_unclear' });
    expect(await appraised(changed({ monthPrice: 800 }))).toEqual({ ok: false, refusal: 'price_units_disagree' });
  });
});

describe('it works', () => {
  const readsOf = (rows: readonly VendorDomain[] | null) => ({
    domains: async () => rows && ((name: string) => rows.find((row) => row.name === name) ?? null),
    mailboxes: () => Promise.reject(new Error('Nobody asks for mailboxes')),
    soFar: async () => {},
    statusOf: async () => null,
    purchased: () => Promise.reject(new Error('Nobody asks for names that were bought')),
    forms: () => Promise.reject(new Error('Nobody asks for forms')),
  });
  const progress = (rows: readonly VendorDomain[] | null) => prewarmedProgress(readsOf(rows), act);

  test('as far as its domains are Active', async () => {
    const rows = [domain('getgoogle1.com'), domain('getgoogle2.com', 'In Progress')];
    expect(await progress(rows)).toMatchObject({ ready: ['getgoogle1.com'], isDone: false });
    expect(await progress(act.inboxes.map(({ name }) => domain(name)))).toMatchObject({ isDone: true, unread: [] });
    expect(await progress([])).toMatchObject({ ready: [], isDone: false });
  });

  test('or nobody knows, while the domains cannot be read', async () => {
    expect(await progress(null)).toBeNull();
  });
});
