import { describe, expect, test } from '@jest/globals';
import { cancelClaims } from '../../../../src/acts/cancel_order/cancel-order.ts';
import { actOf, termsOf } from '../../../../src/orders/order.ts';
import { VendorFault, VendorRefused, VendorUnavailable } from '../../../../src/service/errors.ts';
import type { CancelPage, CancelRefusal } from '../../../../src/service/requesting/cancelling/start-cancelling.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { amir, aReference, bea, noon, rita } from '../../../support/builders.ts';
import { inWorld } from '../placing/placing-world.ts';
import { type Cancelling, cancellingIn, NAMES, placed, running, twice } from './cancelling-world.ts';

const refusalOf = (answer: CancelPage | CancelRefusal) => (answer.ok ? 'none' : answer.refusal);

async function pageOf(cancelling: Cancelling, by = rita): Promise<CancelPage> {
  const page = await cancelling.cancellable(by, aReference);
  if (!page.ok) throw new Error(page.refusal);
  return page;
}

describe('what would end', () => {
  test('is read from the vendor: names, mailboxes, amount, and when it was made', () =>
    running(async (cancelling) => {
      expect((await pageOf(cancelling)).form.seen).toEqual({
        workspace: { id: 'recNorthwind', name: 'Northwind Outbound' },
        vendorOrderId: 'recOrd7',
        ends: aReference,
        label: 'Acme',
        names: NAMES,
        mailboxes: 4,
        monthCents: 1_400,
        createdAt: noon,
      });
    }));

  test('is shown without mailboxes while the vendor does not answer that', () =>
    running(async (cancelling, { vendor }) => {
      const read = vendor.vendor.domains;
      vendor.vendor.domains = async () => {
        throw new VendorFault('odd');
      };
      expect((await pageOf(cancelling)).form.seen.mailboxes).toBeNull();
      vendor.vendor.domains = async () => {
        throw new Error('a mistake of ours');
      };
      await expect(cancelling.cancellable(rita, aReference)).rejects.toThrow('a mistake of ours');
      vendor.vendor.domains = read;
    }));

  test('is shown to whoever asked for the order and to people who can decide, and to nobody else', () =>
    running(async (cancelling, world) => {
      for (const by of [rita, amir, bea]) expect((await pageOf(cancelling, by)).form.ownerId).toBe(by);
      world.group = [];
      expect(refusalOf(await cancelling.cancellable(bea, aReference))).toBe('unknown_order');
      world.people.delete(rita);
      expect(refusalOf(await cancelling.cancellable(rita, aReference))).toBe('unknown_person');
      expect(refusalOf(await cancelling.cancellable(amir, Reference.parse('zzzzzz')))).toBe('unknown_order');
    }));

  test.each<[string, string]>([
    ['Cancelled', 'cancelled_already'],
    ['Canceled', 'cancelled_already'],
    ['Pending', 'not_active'],
  ])('is nothing any more when the vendor says %s: %s', (status, refusal) =>
    running(async (cancelling, { vendor }) => {
      const seen = vendor.details.get('recOrd7');
      if (seen) vendor.details.set('recOrd7', { ...seen, status });
      expect(refusalOf(await cancelling.cancellable(rita, aReference))).toBe(refusal);
    }),
  );

  test('is refused when the vendor has no such order, and what it throws else goes on', () =>
    running(async (cancelling, { vendor }) => {
      for (const status of [404, 400]) {
        vendor.detailsFailure = new VendorRefused(status, 'no');
        expect(refusalOf(await cancelling.cancellable(rita, aReference))).toBe('not_at_vendor');
      }
      vendor.detailsFailure = new VendorRefused(401, 'no');
      await expect(cancelling.cancellable(rita, aReference)).rejects.toThrow('401');
    }));

  test('needs an order that runs, under a number that is known', () =>
    inWorld(async (world) => {
      const cancelling = cancellingIn(world);
      await world.lived({});
      expect(await cancelling.cancellable(rita, aReference)).toMatchObject({
        refusal: 'does_not_run',
        order: { state: 'awaiting_approval' },
      });
      await world.happen(aReference, ...placed(null));
      expect(refusalOf(await cancelling.cancellable(rita, aReference))).toBe('number_unknown');
      expect(world.vendor.reads).toEqual([]);
    }));
});

describe('asking', () => {
  test('makes one order that waits for approval, with what was shown and why', () =>
    running(async (cancelling, world) => {
      const { form } = await pageOf(cancelling);
      const nudges = world.nudges;
      const asked = await cancelling.request({ formId: form.id, by: rita }, 'Campaign is over.');
      if (!asked.ok) throw new Error(asked.refusal);
      const act = { kind: 'cancel_order', ...form.seen, reason: 'Campaign is over.' } as const;
      expect(actOf(asked.order)).toEqual(act);
      expect(asked.order).toMatchObject({
        state: 'awaiting_approval',
        facts: { requestedBy: rita },
        asked: { need: 1 },
      });
      expect(termsOf(asked.order)).toMatchObject({
        worth: { effect: 'cancel', endsMonthCents: 1_400, endsDomains: 2 },
        tag: null,
      });
      expect(asked.order.claims).toEqual(cancelClaims(act));
      expect(world.nudges).toBe(nudges + 1);
      const { effects } = await world.stored(asked.order.facts.reference);
      expect(effects.map(({ task }) => task.type)).toEqual(['announce', 'remind', 'expire']);
    }));

  test('again with the same form, one after the other or at once, is the same order', () =>
    running(async (cancelling, world) => {
      const { form } = await pageOf(cancelling);
      const sent = { formId: form.id, by: rita };
      const first = await Promise.all([cancelling.request(sent, 'Over'), cancelling.request(sent, 'Over')]);
      const later = await cancelling.request(sent, 'Over');
      const references = [...first, later].map((each) => (each.ok ? each.order.facts.reference : each.refusal));
      expect(new Set(references).size).toBe(1);
      const { orders } = await world.store.list({ limit: 10 }, null);
      expect(orders).toHaveLength(2);
    }));

  test('about what another order is about already names that one, at the form and when it is sent', () =>
    running(async (cancelling) => {
      const [one, other] = [await pageOf(cancelling), await pageOf(cancelling, amir)];
      const asked = await cancelling.request({ formId: one.form.id, by: rita }, 'Over');
      if (!asked.ok) throw new Error(asked.refusal);
      const by = asked.order.facts.reference;
      const inTheWay = { ok: false, refusal: 'claimed', by };
      expect(await cancelling.request({ formId: other.form.id, by: amir }, 'Over')).toEqual(inTheWay);
      expect(await cancelling.cancellable(amir, aReference)).toEqual(inTheWay);
    }));

  test('is answered with the page, and what was typed, when something else would end by now', () =>
    running(async (cancelling, { vendor }) => {
      const { form } = await pageOf(cancelling);
      const seen = vendor.details.get('recOrd7');
      if (seen) vendor.details.set('recOrd7', { ...seen, amountCents: 2_100 });
      const sent = { formId: form.id, by: rita };
      expect(await cancelling.request(sent, 'Over')).toMatchObject({
        refusal: 'changed_there',
        page: { form: { reason: 'Over', seen: { monthCents: 2_100 } } },
      });
      expect(await cancelling.request(sent, 'Over')).toMatchObject({ ok: true });
    }));

  test('is answered with the page, and what was typed, while the vendor is silent', () =>
    running(async (cancelling, { vendor }) => {
      const { form } = await pageOf(cancelling);
      vendor.failure = new VendorUnavailable('silent');
      const sent = { formId: form.id, by: rita };
      const answer = await cancelling.request(sent, 'Over');
      expect(answer).toMatchObject({ refusal: 'unanswered', page: { form: { reason: 'Over', fill: 2 } } });
      vendor.failure = new Error('a mistake of ours');
      await expect(cancelling.request(sent, 'Over')).rejects.toThrow('a mistake of ours');
      vendor.failure = null;
      expect(await cancelling.request(sent, 'Over')).toMatchObject({ ok: true });
    }));

  test('sends nothing for a page whose form another window changed: neither what was typed nor what is shown', () =>
    running(async (cancelling, { vendor, store }) => {
      const { form, seen } = await pageOf(cancelling);
      const page = { formId: form.id, by: rita, seen };
      const elsewhere = { ok: false, refusal: 'changed_elsewhere' };
      // Another window keeps another reason between keeping this one and asking for it.
      expect(await cancelling.check(page, 'Mine')).toEqual({ ok: true });
      const newest = await cancelling.reopen(page);
      if (!('seen' in newest)) throw new Error('The page is there');
      expect(await cancelling.check({ ...page, seen: newest.seen }, 'Theirs')).toEqual({ ok: true });
      expect(await cancelling.send(page, 'Mine')).toMatchObject({ ...elsewhere, page: { form: { reason: 'Mine' } } });
      // What it shows is another amount by now, and the same page comes once more, as on a double click.
      const details = vendor.details.get('recOrd7');
      if (details) vendor.details.set('recOrd7', { ...details, amountCents: 2_100 });
      expect(await cancelling.request(page, 'Theirs')).toMatchObject({ refusal: 'changed_there' });
      for (const send of [cancelling.request, cancelling.send])
        expect(await send(page, 'Theirs')).toMatchObject(elsewhere);
      expect((await store.list({ limit: 10 }, null)).orders).toHaveLength(1);
    }));

  test('about what was cancelled by hand meanwhile sends nothing', () =>
    running(async (cancelling, { vendor, store }) => {
      const { form } = await pageOf(cancelling);
      const seen = vendor.details.get('recOrd7');
      if (seen) vendor.details.set('recOrd7', { ...seen, status: 'Cancelled' });
      expect(await cancelling.request({ formId: form.id, by: rita }, 'Over')).toMatchObject({
        refusal: 'cancelled_already',
      });
      expect((await store.list({ limit: 10 }, null)).orders).toHaveLength(1);
    }));

  test('takes nobody else’s form, no forgotten one, and none with nothing chosen', () =>
    running(async (cancelling) => {
      const { form } = await pageOf(cancelling);
      const list = await cancelling.listed(amir);
      if (!list.ok) throw new Error(list.refusal);
      for (const sent of [
        { formId: form.id, by: amir },
        { formId: 'form-99', by: rita },
        { formId: list.form.id, by: amir },
      ]) {
        expect(await cancelling.request(sent, 'Over')).toEqual({ ok: false, refusal: 'form_forgotten' });
      }
    }));

  test('is refused to somebody who may not see the order any more', () =>
    running(async (cancelling, world) => {
      const { form } = await pageOf(cancelling, bea);
      world.group = [];
      expect(await cancelling.request({ formId: form.id, by: bea }, 'Over')).toMatchObject({
        refusal: 'unknown_order',
      });
    }));
});

describe('the list', () => {
  test('holds what is active in each workspace, newest first, with names, for people who can decide', () =>
    running(async (cancelling, { vendor }) => {
      vendor.workspaces = [{ id: 'recNorthwind', name: 'Northwind Outbound' }];
      const row = { amountCents: 700, status: 'Active', createdAt: new Date('2026-11-25T00:00:00.000Z') };
      vendor.rows = [
        { ...row, id: 'recOrd7', createdAt: null },
        { ...row, id: 'recNew' },
        { ...row, id: 'recGone', status: 'Cancelled' },
        { ...row, id: null },
      ];
      const list = await cancelling.listed(amir);
      if (!list.ok) throw new Error(list.refusal);
      expect(list.form.choices).toMatchObject([
        { vendorOrderId: 'recNew', amountCents: 700, createdAt: row.createdAt, tag: null, names: [] },
        { vendorOrderId: 'recOrd7', amountCents: 700, createdAt: null, tag: null, names: NAMES },
      ]);
      expect(list.form.choices.map(({ vendorOrderId }) => vendorOrderId)).toEqual(['recNew', 'recOrd7']);
      expect(await cancelling.listed(rita)).toEqual({ ok: false, refusal: 'not_an_approver' });
    }));

  test('has 100 at most, none that another order is about, and says when there is none', () =>
    running(async (cancelling, { vendor }) => {
      vendor.workspaces = [{ id: 'recNorthwind', name: 'Northwind Outbound' }];
      const { form } = await pageOf(cancelling);
      expect(await cancelling.request({ formId: form.id, by: rita }, 'Over')).toMatchObject({ ok: true });
      expect(await cancelling.listed(amir)).toEqual({ ok: false, refusal: 'nothing_to_cancel' });
      for (let count = 0; count < 120; count += 1) vendor.stands(`rec${count}`);
      const list = await cancelling.listed(amir);
      expect(list.ok && list.form.choices.length).toBe(100);
    }));

  test('of a vendor that does not tell its domains still has the numbers', () =>
    running(async (cancelling, { vendor }) => {
      vendor.workspaces = [{ id: 'recNorthwind', name: 'Northwind Outbound' }];
      vendor.vendor.domains = async () => {
        throw new VendorUnavailable('silent');
      };
      const list = await cancelling.listed(amir);
      expect(list.ok && list.form.choices).toMatchObject([{ vendorOrderId: 'recOrd7', names: [] }]);
    }));

  test('leads to the page of the chosen one, with the order of ours that it is', () =>
    running(async (cancelling, { vendor }) => {
      vendor.workspaces = [{ id: 'recNorthwind', name: 'Northwind Outbound' }];
      vendor.stands('recTheirs', { tag: null, domainNames: ['theirs.com'] });
      vendor.stands('recTagged', { tag: 'by hand', domainNames: [] });
      const list = await cancelling.listed(amir);
      if (!list.ok) throw new Error(list.refusal);
      const numbers = list.form.choices.map(({ vendorOrderId }) => vendorOrderId);
      const page = async (id: string) => cancelling.choose({ formId: list.form.id, by: amir }, numbers.indexOf(id));
      expect(await page('recOrd7')).toMatchObject({ form: { seen: { ends: aReference, label: 'Acme' } } });
      const theirs = await page('recTheirs');
      expect(theirs).toMatchObject({ ok: true, form: { seen: { label: 'theirs.com', mailboxes: null } } });
      expect(theirs.ok && 'ends' in theirs.form.seen).toBe(false);
      const tagged = await page('recTagged');
      if (!tagged.ok) throw new Error(tagged.refusal);
      expect(tagged.form.seen).toMatchObject({ label: 'by hand', names: [] });
      const asked = await cancelling.request({ formId: tagged.form.id, by: amir }, 'Not ours');
      expect(asked.ok && actOf(asked.order)).toMatchObject({ vendorOrderId: 'recTagged', label: 'by hand' });
      expect(await cancelling.choose({ formId: list.form.id, by: amir }, 99)).toMatchObject({
        refusal: 'form_forgotten',
      });
      expect(await cancelling.choose({ formId: list.form.id, by: rita }, 0)).toMatchObject({
        refusal: 'form_forgotten',
      });
    }));

  test('two choices from one list are two forms: each page asks to end what it shows', () =>
    twice(async (cancelling) => {
      const list = await cancelling.ofOne(amir, aReference);
      if (!list.ok) throw new Error(list.refusal);
      const choose = (choice: number) => cancelling.choose({ formId: list.form.id, by: amir }, choice);
      const [first, second] = [await choose(0), await choose(1)];
      if (!first.ok || !second.ok) throw new Error('Both can be chosen');
      const asked = await cancelling.request({ formId: first.form.id, by: amir, seen: first.seen }, 'Twice');
      expect(asked.ok && actOf(asked.order)).toMatchObject({ vendorOrderId: first.form.chosen.vendorOrderId });
      expect(first.form.chosen.vendorOrderId).not.toBe(second.form.chosen.vendorOrderId);
      expect(await cancelling.reopenChoice({ formId: list.form.id, by: amir })).toEqual(list);
    }));

  test('finds an order of ours by its tag while its domains are not shown yet', () =>
    running(async (cancelling, { vendor }) => {
      vendor.workspaces = [{ id: 'recNorthwind', name: 'Northwind Outbound' }];
      const seen = vendor.details.get('recOrd7');
      if (seen) vendor.details.set('recOrd7', { ...seen, domainNames: [] });
      const list = await cancelling.listed(amir);
      if (!list.ok) throw new Error(list.refusal);
      expect(await cancelling.choose({ formId: list.form.id, by: amir }, 0)).toMatchObject({
        form: { seen: { ends: aReference, names: [] } },
      });
    }));

  test('is closed to somebody who cannot decide any more', () =>
    running(async (cancelling, world) => {
      const list = await cancelling.listed(bea);
      if (!list.ok) throw new Error(list.refusal);
      world.group = [];
      expect(await cancelling.choose({ formId: list.form.id, by: bea }, 0)).toMatchObject({
        refusal: 'not_an_approver',
      });
    }));
});

describe('an order that stands there twice', () => {
  test('shows both; ending the one that the order is not does not end the order', () =>
    twice(async (cancelling) => {
      const list = await cancelling.ofOne(rita, aReference);
      if (!list.ok) throw new Error(list.refusal);
      const numbers = list.form.choices.map(({ vendorOrderId }) => vendorOrderId);
      expect(numbers.toSorted()).toEqual(['recOrd7', 'recOrd8']);
      const chosen = async (id: string) => cancelling.choose({ formId: list.form.id, by: rita }, numbers.indexOf(id));
      expect(await chosen('recOrd7')).toMatchObject({ form: { seen: { ends: aReference } } });
      const other = await chosen('recOrd8');
      expect(other).toMatchObject({ ok: true, form: { seen: { label: 'Acme', vendorOrderId: 'recOrd8' } } });
      expect(other.ok && 'ends' in other.form.seen).toBe(false);
    }));

  test('has nothing to choose from once only one still runs: that one is the order itself', () =>
    twice(async (cancelling, { vendor }) => {
      const seen = vendor.details.get('recOrd7');
      if (seen) vendor.details.set('recOrd7', { ...seen, status: 'Cancelled' });
      expect(await cancelling.ofOne(amir, aReference)).toEqual({ ok: false, refusal: 'one_left' });
    }));

  test('once is nothing to choose from, and for those who may see it only', () =>
    running(async (cancelling, world) => {
      expect(await cancelling.ofOne(rita, aReference)).toEqual({ ok: false, refusal: 'nothing_to_cancel' });
      world.group = [];
      expect(await cancelling.ofOne(bea, aReference)).toMatchObject({ refusal: 'unknown_order' });
    }));
});
