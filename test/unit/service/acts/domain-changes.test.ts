import { describe, expect, test } from '@jest/globals';
import { appraiseChangeRedirect } from '../../../../src/service/acts/change_redirect/appraise.ts';
import { changeRedirectProgress } from '../../../../src/service/acts/change_redirect/progress.ts';
import { changeIn } from '../../../../src/service/acts/domain-rows.ts';
import { appraiseSwapDomain } from '../../../../src/service/acts/swap_domain/appraise.ts';
import type { VendorDomain } from '../../../../src/service/ports/vendor.ts';
import { noon } from '../../../support/builders.ts';
import { aRedirect, aSwap } from '../../../support/changes.ts';
import { placingVendor } from '../placing/placing-vendor.ts';

const row = (name: string, parts: Partial<VendorDomain> = {}): VendorDomain => ({
  id: `row of ${name}`,
  name,
  status: 'Active',
  orderId: 'recRunning',
  totalMailboxes: 2,
  ...parts,
});
const wanted = { name: 'a.com', before: 'a.com', orderId: 'recRunning', redirect: 'https://new.com' };
const swap = { name: 'b.com', before: 'a.com', orderId: 'recRunning' };

describe('by the list of domains, a change', () => {
  test.each([
    ['applied', [row('a.com', { redirect: 'new.com/' })], wanted],
    ['applied', [row('A.com', { redirect: 'https://new.com', orderId: null })], wanted],
    ['open', [row('a.com', { redirect: 'https://old.com' })], wanted],
    ['open', [row('a.com', { redirect: '' })], wanted],
    ['unread', [row('a.com')], wanted],
    ['unread', [], wanted],
    ['unread', [row('a.com', { redirect: 'https://new.com', orderId: 'recOther' })], wanted],
    ['applied', [row('b.com')], swap],
    ['open', [row('a.com')], swap],
    ['open', [row('a.com'), row('b.com')], swap],
    ['unread', [row('b.com', { orderId: null })], swap],
    ['unread', [row('b.com', { orderId: 'recOther' })], swap],
    ['unread', [], swap],
  ])('%#: is %s', (is, rows, change) => expect(changeIn(rows, change)).toBe(is));
});

const vendorShowing = (...rows: VendorDomain[]) => {
  const vendor = placingVendor({ clock: { now: () => noon }, monotonicMs: () => 0 });
  vendor.domains.push(...rows);
  return vendor;
};
const act = aRedirect();

describe('right before the call, a redirect', () => {
  test.each(['https://old.com', 'OLD.com/', 'https://new.com'])(
    'that leads to %s is as people saw it',
    async (redirect) => {
      const { vendor } = vendorShowing(row('getgoogle1.com', { redirect }));
      expect(await appraiseChangeRedirect({ vendor }, act, 'placing')).toEqual({
        ok: true,
        worth: { effect: 'write' },
      });
    },
  );

  test('that leads somewhere else by now is another act', async () => {
    const { vendor } = vendorShowing(row('getgoogle1.com', { redirect: 'https://third.com' }));
    const [change] = act.changes;
    expect(await appraiseChangeRedirect({ vendor }, act, 'placing')).toEqual({
      ok: true,
      worth: { effect: 'write' },
      act: { ...act, changes: [{ ...change, from: 'https://third.com' }] },
    });
  });

  test.each([[[]], [[row('getgoogle1.com')]], [[row('getgoogle1.com', { redirect: '', orderId: 'recOther' })]]])(
    '%#: of which the list does not tell is not clear',
    async (rows) => {
      const { vendor } = vendorShowing(...rows);
      expect(await appraiseChangeRedirect({ vendor }, act, 'placing')).toMatchObject({ ok: false });
    },
  );

  test('that is done already is not asked about again, when others follow', async () => {
    const both = aRedirect({ changes: [...act.changes, { domain: 'b.com', from: '', to: 'https://new.com' }] });
    const { vendor } = vendorShowing(row('b.com', { redirect: '' }));
    expect(await appraiseChangeRedirect({ vendor }, both, 'placing', 2)).toMatchObject({ ok: true });
    expect(await appraiseChangeRedirect({ vendor }, both, 'placing', 1)).toMatchObject({ ok: false });
  });
});

describe('right before the call, a swap', () => {
  const vendorWith = (rows: readonly VendorDomain[], unused: readonly string[]) => {
    const { vendor } = vendorShowing(...rows);
    return { vendor: { ...vendor, unusedPurchasedDomains: async () => [...unused] } };
  };
  test.each([
    [true, [row('getgoogle1.com')], ['umbrella-hq.io']],
    [true, [row('umbrella-hq.io')], []],
    [false, [row('getgoogle1.com')], ['other.io']],
    [false, [], ['umbrella-hq.io']],
    [false, [row('getgoogle1.com', { orderId: 'recOther' })], ['umbrella-hq.io']],
  ])('%#: can be made: %s', async (ok, rows, unused) => {
    expect(await appraiseSwapDomain(vendorWith(rows, unused), aSwap(), 'placing')).toMatchObject({ ok });
  });
});

test.each([
  [true, [row('getgoogle1.com')]],
  [true, [row('umbrella-hq.io')]],
  [false, [row('getgoogle1.com'), row('Umbrella-HQ.io', { orderId: 'recOther' })]],
  [false, []],
])('%#: a swap for a name that is held elsewhere can be made: %s', async (ok, rows) => {
  const { vendor } = vendorShowing(...rows);
  const held = aSwap({ hosting: { provider: 'Namecheap', loginId: 'l1' } });
  expect(await appraiseSwapDomain({ vendor }, held, 'placing')).toMatchObject({ ok });
});

describe('progress of several redirects', () => {
  const both = aRedirect({ changes: [...act.changes, { domain: 'b.com', from: '', to: 'https://new.com' }] });
  const readsOf = (rows: readonly VendorDomain[] | null) => ({
    domains: async () => rows && ((name: string) => rows.find((each) => each.name === name) ?? null),
  });
  const shown = (name: string) => row(name, { redirect: 'https://new.com' });

  test('a step that others follow is done once it was taken', async () => {
    expect(await changeRedirectProgress(readsOf(null), both, { step: 1 })).toMatchObject({ isDone: true });
  });

  test('the whole is done when the list shows each of them', async () => {
    const seen = (...rows: VendorDomain[]) => changeRedirectProgress(readsOf(rows), both, { step: 2 });
    expect(await seen(shown('getgoogle1.com'), shown('b.com'))).toMatchObject({ isDone: true });
    expect(await seen(shown('getgoogle1.com'), row('b.com', { redirect: '' }))).toMatchObject({
      ready: ['getgoogle1.com'],
      isDone: false,
      unread: [],
    });
    expect(await seen(shown('getgoogle1.com'))).toMatchObject({ isDone: false, unread: ['b.com'] });
    expect(await changeRedirectProgress(readsOf(null), both, { step: 2 })).toBeNull();
  });
});
