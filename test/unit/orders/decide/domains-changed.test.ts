import { describe, expect, test } from '@jest/globals';
import { namesOf } from '../../../../src/acts/act.ts';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { nextEntry } from '../../../../src/orders/history/history.ts';
import { actOf, newestTerms, type Order } from '../../../../src/orders/order.ts';
import { mailboxesNow } from '../../../../src/orders/standing/mailboxes-now.ts';
import { claimChange } from '../../../../src/storage/rows/order-change.ts';
import { amir, aNewOrder, noon } from '../../../support/builders.ts';
import { changedOrder } from '../../../support/changes.ts';
import { anIntent } from '../sent.ts';

const { order: waiting } = aNewOrder();
const names = namesOf(actOf(waiting));
const [first = '', second = ''] = names;

function lived(order: Order, ...events: OrderEvent[]): Order {
  return events.reduce((before, event) => {
    const decision = decide(before, event, noon);
    if (!decision.ok) throw new Error(`${event.type}: ${decision.refusal}`);
    return decision.order;
  }, order);
}
const changed = (...changes: Extract<OrderEvent, { type: 'domains_changed' }>['changes']): OrderEvent => ({
  type: 'domains_changed',
  through: changedOrder,
  changes,
});
const active = lived(
  waiting,
  { type: 'approved', by: amir, fingerprint: newestTerms(waiting).fingerprint },
  { type: 'placing_started', attempt: anIntent() },
  { type: 'vendor_order_found', vendorOrderId: 'recOurs', amountCents: 1_400, attempt: 1 },
  { type: 'progress_seen', ready: [...names] },
);
const domainsIn = (order: Order) =>
  mailboxesNow(order)?.lines.flatMap(({ domains }) => domains.map(({ name, redirect }) => [name, redirect])) ?? [];
const owned = (order: Order) => order.claims.map(({ mode, key }) => `${mode} ${key}`);

describe('an order whose domain got another name through another order', () => {
  const swapped = lived(active, changed({ domain: first, name: 'new.com' }));

  test('has it under that name, owns it, and owns the old one no more', () => {
    expect(domainsIn(swapped).map(([name]) => name)).toEqual(['new.com', second]);
    expect(owned(swapped)).toEqual(['owns name:new.com', `owns name:${second}`]);
    expect(swapped.state).toBe('active');
  });

  test('was ordered under the old one, which its terms say still', () => {
    expect(namesOf(actOf(swapped))).toEqual(names);
    expect(newestTerms(swapped)).toEqual(newestTerms(active));
  });

  test('may get yet another name, and a redirect, by the name that it has then', () => {
    const again = lived(
      swapped,
      changed({ domain: 'new.com', name: 'newer.com' }),
      changed({ domain: 'newer.com', redirect: 'https://a.com' }),
    );
    expect(domainsIn(again)).toEqual([
      ['newer.com', 'https://a.com'],
      [second, undefined],
    ]);
    expect(owned(again)).toEqual(['owns name:newer.com', `owns name:${second}`]);
    expect(again.changed).toHaveLength(1);
    const back = lived(again, changed({ domain: 'newer.com', name: first }));
    expect(owned(back)).toEqual(owned(active));
  });

  test('keeps that when it ends', () => {
    expect(lived(swapped, { type: 'vendor_cancelled' }).changed).toEqual(swapped.changed);
  });
});

describe('the news that a domain changed', () => {
  test.each([
    ['of a domain that it does not have', active, changed({ domain: 'other.com', name: 'new.com' })],
    ['of what is so already', active, changed({ domain: first, name: first })],
    ['of no redirect where there is none', active, changed({ domain: first, redirect: '' })],
    ['before anything runs', waiting, changed({ domain: first, name: 'new.com' })],
    ['once it has ended', lived(active, { type: 'vendor_cancelled' }), changed({ domain: first, name: 'new.com' })],
  ])('%s is none', (_what, order, event) => {
    expect(decide(order, event, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  });

  test('is kept without what is none of it', () => {
    const event = changed(
      { domain: 'other.com', redirect: 'https://a.com' },
      { domain: second, redirect: 'https://b.com' },
    );
    expect(domainsIn(lived(active, event))).toEqual([
      [first, undefined],
      [second, 'https://b.com'],
    ]);
  });
});

test('the store lets go of the old name and takes the new one in the same write', () => {
  const event = changed({ domain: first, name: 'new.com' }, { domain: second, redirect: 'https://a.com' });
  const order = lived(active, event);
  const { fingerprint } = newestTerms(order);
  const entry = nextEntry(null, { event, fingerprint, at: noon, salt: 'salt' });
  const { free, take } = claimChange({ order, effects: [], lease: null, head: { sequence: 0, hash: '' }, entry });
  expect(free).toEqual([{ key: `name:${first}`, mode: 'owns' }]);
  expect(take).toEqual(order.claims);
});

describe('an order whose sender was changed through another order', () => {
  const zoe = { firstName: 'Zoë', lastName: 'Neil' };
  const namingsIn = (order: Order) =>
    mailboxesNow(order)?.lines.flatMap(({ domains }) => domains.map(({ naming }) => naming)) ?? [];
  const resent = lived(active, changed({ domain: first, sender: { ...zoe, keepsAddresses: true } }));

  test('has it from then on, and its terms say still who it was ordered for', () => {
    expect(namingsIn(resent)[0]).toEqual({ form: 'names', ...zoe });
    expect(namingsIn(resent)[1]).toEqual(namingsIn(active)[1]);
    expect(newestTerms(resent)).toEqual(newestTerms(active));
    expect(owned(resent)).toEqual(owned(active));
  });

  test('hears nothing new of the same sender', () =>
    expect(decide(resent, changed({ domain: first, sender: { ...zoe, keepsAddresses: true } }), noon).ok).toBe(false));

  test('keeps that its addresses were made anew, whatever changes later', () => {
    const again = lived(
      active,
      changed({ domain: first, sender: { ...zoe, keepsAddresses: false } }),
      changed({ domain: first, sender: { firstName: 'Ben', lastName: 'Lee', keepsAddresses: true } }),
    );
    expect(again.changed).toEqual([
      { domain: first, sender: { firstName: 'Ben', lastName: 'Lee', keepsAddresses: false } },
    ]);
  });
});
