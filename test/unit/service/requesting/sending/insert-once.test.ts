import { expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import { labelOf, namesOf } from '../../../../../src/acts/act.ts';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { actOf } from '../../../../../src/orders/order.ts';
import { orderOfDraft, sendDraft } from '../../../../../src/service/requesting/sending/send-draft.ts';
import { Reference } from '../../../../../src/values/ids.ts';
import { aDomain, aPurchase, aQuote, aReference, bea, noon, rita } from '../../../../support/builders.ts';
import { aReviewedDraft } from '../../../../support/views/orders.ts';
import { inWorld, type PlacingWorld } from '../../placing/placing-world.ts';
import { needsOf, running } from '../cancelling-world.ts';

/** What somebody is about to send: an order of these names, as it was reviewed. */
function reviewed(names: readonly string[], parts: { id?: string; label?: string; by?: typeof rita } = {}): OrderDraft {
  const { id = 'draft-1', label = 'Acme', by = rita } = parts;
  const lines = [{ provider: 'google' as const, domains: names.map((name) => aDomain(name)) }];
  const purchase = aPurchase({ label, lines });
  return { ...aReviewedDraft(), id, ownerId: by, review: { purchase, quote: aQuote(purchase) } };
}

const sender = (world: PlacingWorld) => {
  const needs = needsOf(world);
  return { send: sendDraft(needs), orderOf: orderOfDraft(needs) };
};
async function namesSent(send: ReturnType<typeof sender>['send'], draft: OrderDraft) {
  const sent = await send(draft);
  return sent.ok ? [sent.order.facts.reference, ...namesOf(actOf(sent.order))] : [sent.refusal];
}

test('the same form twice, one after the other or at once, is one order, also after its price was asked anew', () =>
  inWorld(async (world) => {
    const { send } = sender(world);
    const draft = reviewed(['a.com']);
    const { review } = draft;
    if (!review?.quote) throw new Error('It is reviewed');
    const later = { ...draft, review: { ...review, quote: { ...review.quote, pricedAt: addMinutes(noon, 5) } } };
    const all = [...(await Promise.all([send(draft), send(draft)])), await send(later)];
    expect(new Set(all.map((each) => each.ok && each.order.facts.reference)).size).toBe(1);
    expect((await world.store.list({ limit: 10 }, null)).orders).toHaveLength(1);
  }));

test('a form that asks for something else by now is not taken for the order that came of it before', () =>
  inWorld(async (world) => {
    const { send, orderOf } = sender(world);
    const [first, other] = [reviewed(['a.com']), reviewed(['b.com'])];
    const [one, two] = [await namesSent(send, first), await namesSent(send, other)];
    expect([one.slice(1), two.slice(1)]).toEqual([['a.com'], ['b.com']]);
    expect(one[0]).not.toBe(two[0]);
    // Each delivery still finds its own.
    expect([await namesSent(send, first), await namesSent(send, other)]).toEqual([one, two]);
    expect((await orderOf(first))?.facts.reference).toBe(one[0]);
    expect(await orderOf(reviewed(['c.com']))).toBeNull();
    const renamed = await send(reviewed(['d.com'], { label: 'Globex' }));
    expect(renamed.ok && labelOf(actOf(renamed.order))).toBe('Globex');
    expect((await world.store.list({ limit: 10 }, null)).orders).toHaveLength(3);
  }));

test.each([
  ['another form', { id: 'draft-2' }],
  ['somebody else', { id: 'draft-2', by: bea }],
])('a reference that an order has already is given to no other, however alike: one of %s', (_what, parts) =>
  inWorld(async (world) => {
    const needs = needsOf(world);
    const drawn = [aReference, aReference, Reference.parse('bbbbbb')];
    const send = sendDraft({ ...needs, newReference: () => drawn.shift() ?? Reference.parse('cccccc') });
    expect(await namesSent(send, reviewed(['a.com']))).toEqual([aReference, 'a.com']);
    expect(await namesSent(send, reviewed(['b.com'], parts))).toEqual(['bbbbbb', 'b.com']);
  }),
);

test('two vendor orders of one name, ended by one form, are two orders', () =>
  running(async (cancelling, world) => {
    const { vendor } = world;
    vendor.workspaces = [{ id: 'recNorthwind', name: 'Northwind Outbound' }];
    for (const [id, name] of [
      ['recOne', 'one.com'],
      ['recTwo', 'two.com'],
    ] as const) {
      vendor.stands(id, { tag: 'by hand', domainNames: [name] });
    }
    const list = await cancelling.listed(bea);
    if (!list.ok) throw new Error(list.refusal);
    const sent = { formId: list.form.id, by: bea };
    const numbers = list.form.choices.map(({ vendorOrderId }) => vendorOrderId);
    for (const id of ['recOne', 'recTwo']) {
      const chosen = await cancelling.choose(sent, numbers.indexOf(id));
      if (!chosen.ok) throw new Error(chosen.refusal);
      const asked = await cancelling.request({ formId: chosen.form.id, by: bea }, 'Not ours');
      expect(asked.ok && actOf(asked.order)).toMatchObject({ vendorOrderId: id });
    }
  }));
