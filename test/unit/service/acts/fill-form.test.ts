import { describe, expect, test } from '@jest/globals';
import { domainNames } from '../../../../src/acts/custom_order/custom-order.ts';
import { appraiseFillForm } from '../../../../src/service/acts/fill_form/appraise.ts';
import { fillFormProgress } from '../../../../src/service/acts/fill_form/progress.ts';
import type { PendingForm } from '../../../../src/service/ports/vendor.ts';
import { noon } from '../../../support/builders.ts';
import { aFilling, aPendingForm } from '../../../support/filling.ts';
import { placingVendor } from '../placing/placing-vendor.ts';

const act = aFilling();
const nameless: PendingForm = aPendingForm({ uuid: null, names: [] });

describe('a form is', () => {
  const appraised = (forms: readonly PendingForm[], paid: string | null = 'Active') => {
    const shown = placingVendor({ clock: { now: () => noon }, monotonicMs: () => 0 });
    shown.forms.push(...forms);
    if (paid !== null) shown.rows.push({ id: 'recPaid', amountCents: 1, status: paid, createdAt: null });
    return appraiseFillForm(shown, act, 'placing');
  };
  const free = { ok: true, worth: { effect: 'write' } };
  const unclear = { ok: false, refusal: 'price_missing' };

  test.each<[string, readonly PendingForm[], string | null, object]>([
    ['free while it waits for the same names', [aPendingForm()], 'Active', free],
    ['free in whatever order they stand', [aPendingForm({ names: domainNames(act).toReversed() })], 'Active', free],
    ['not clear when it waits for other names', [aPendingForm({ names: ['other.com'] })], 'Active', unclear],
    ['not clear when the vendor names none any more', [aPendingForm({ names: [] })], 'Active', unclear],
    ['free when it is gone: the look says that it is done', [aPendingForm({ uuid: 'form-2' })], 'Active', free],
    ['free when it is gone and its order is not listed', [], null, free],
    ['not clear when its order was cancelled', [], 'Cancelled', unclear],
    ['not clear beside one that nobody can tell from it', [nameless], 'Active', unclear],
  ])('%s', async (_what, forms, paid, answer) => {
    expect(await appraised(forms, paid)).toEqual(answer);
  });
});

describe('filling in', () => {
  const readsOf = (forms: readonly PendingForm[] | null) => ({
    domains: async () => null,
    mailboxes: async () => null,
    soFar: async () => {},
    statusOf: async () => null,
    forms: async () => forms,
    purchased: async () => null,
  });
  const done = { ready: domainNames(act), isDone: true };
  const waits = { ready: [], isDone: false };

  test.each<[string, readonly PendingForm[] | null, object | null]>([
    ['is done when the form is gone', [aPendingForm({ uuid: 'form-2' })], done],
    ['is not while it waits', [aPendingForm()], waits],
    ['is not known while the list cannot be read', null, null],
    ['is not known beside a form that nobody can tell from it', [nameless], null],
  ])('%s', async (_what, forms, progress) => {
    expect(await fillFormProgress(readsOf(forms), act)).toEqual(
      progress && { ...progress, unread: [], isToGoOn: false, readAgainAt: null },
    );
  });
});
