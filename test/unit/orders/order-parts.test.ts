import { describe, expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { workspaceOf } from '../../../src/acts/act.ts';
import { Alias, loginIds } from '../../../src/acts/custom_order/custom-order.ts';
import { OrderField } from '../../../src/acts/custom_order/problem.ts';
import { detectPriceUnit, quoteOrder } from '../../../src/acts/custom_order/quote.ts';
import { vendorTag } from '../../../src/acts/custom_order/tag.ts';
import { type Member, refuseStranger } from '../../../src/orders/approval/policy.ts';
import { decide } from '../../../src/orders/decide/decide.ts';
import { addEffects, type Effect, type EffectTask, nextDueAt } from '../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { firstBrokenEntry, HistoryEntry, type HistoryHead, nextEntry } from '../../../src/orders/history/history.ts';
import { actOf, commonOf, Order, termsOf } from '../../../src/orders/order.ts';
import { isKeptByPause, Pause } from '../../../src/orders/pause.ts';
import { attemptsLookedFor } from '../../../src/orders/standing/at-vendor.ts';
import { holdsClaims } from '../../../src/orders/standing/ends.ts';
import { isActive, isCancelled } from '../../../src/service/acts/vendor-status.ts';
import { canonicalJson } from '../../../src/values/canonical-json.ts';
import { ChannelId, Fingerprint, TeamId, UserGroupId, UserId } from '../../../src/values/ids.ts';
import {
  amir,
  aNewOrder,
  anOrder,
  aPurchase,
  aReference,
  aSalt,
  bea,
  noon,
  rita,
  team,
} from '../../support/builders.ts';
import { anAttempt } from './sent.ts';

describe('pending effects', () => {
  const pending = (id: string, task: EffectTask, dueAt = noon): Effect => ({ id, task, dueAt, attempts: 2 });
  const tell: EffectTask = { type: 'tell', to: 'requester', notice: 'placed' };

  test('a newer one of a kind of which one is enough takes the place of the older', () => {
    const singles = [
      'announce',
      'redraw',
      'redraw_again',
      'place',
      'reconcile',
      'watch',
      'remind',
      'expire',
      'erase_logins',
      'conclude',
      'hand_over',
    ] as const;
    for (const type of singles) {
      const added = addEffects([pending('1.0', { type }), pending('1.1', tell)], [{ task: { type }, dueAt: noon }], 7);
      expect(added).toEqual([pending('1.1', tell), { id: '7.0', task: { type }, dueAt: noon, attempts: 0 }]);
    }
  });

  test('messages stand beside one another', () => {
    const tasks: EffectTask[] = [tell, { type: 'attach_list' }];
    const old = tasks.map((task, index) => pending(`1.${index}`, task));
    const added = addEffects(
      old,
      tasks.map((task) => ({ task, dueAt: noon })),
      2,
    );
    expect(added.map(({ id }) => id)).toEqual(['1.0', '1.1', '2.0', '2.1']);
  });

  test('of another history have other ids, though their versions are the same', () => {
    const ids = (hash: string) => addEffects([], [{ task: tell, dueAt: noon }], 2, hash).map(({ id }) => id);
    expect(ids('0123456789abcdef')).toEqual(['2.0.01234567']);
    expect(ids('1123456789abcdef')).toEqual(['2.0.11234567']);
  });

  test('the next is due when the earliest is', () => {
    const [early, late] = [addSeconds(noon, -1), addSeconds(noon, 1)];
    expect(nextDueAt([])).toBeNull();
    expect(nextDueAt([pending('1', tell, late), pending('2', tell, early), pending('3', tell)])).toEqual(early);
    expect(nextDueAt([pending('1', tell, early), pending('2', tell, late)])).toEqual(early);
  });
});

test('a new order is announced at once, brought up again after a day and given up after a week', () => {
  const { order, event, effects } = aNewOrder();
  expect(event).toEqual({ type: 'requested', by: rita, fingerprint: termsOf(order).fingerprint, totalCents: 1_400 });
  expect(effects).toEqual([
    { task: { type: 'announce' }, dueAt: noon },
    { task: { type: 'remind' }, dueAt: addSeconds(noon, 86_400) },
    { task: { type: 'expire' }, dueAt: addSeconds(noon, 604_800) },
  ]);
});

describe('an order', () => {
  const waiting = anOrder();
  const base = commonOf(waiting);
  const sent = { ...base, attempt: 1, attempts: [anAttempt()], looks: 0 };
  const progress = { ready: [], changedAt: noon, isStuck: false };
  const numbered = anAttempt({ known: 'proven', vendorOrderId: 'recNew' });
  const there = { ...sent, attempts: [numbered], placedAt: noon, progress };
  const ended = { ...base, by: amir, at: noon, reason: '' };
  const approved: Order = { ...base, state: 'approved', hold: null };
  const orders: Record<string, Order> = {
    awaiting_approval: waiting,
    approved,
    placing: { ...sent, state: 'placing' },
    payment_pending: { ...there, state: 'payment_pending', vendorMessage: '' },
    placed: { ...there, state: 'placed' },
    active: { ...there, state: 'active', activeAt: noon },
    cancelled: { ...there, attempts: [anAttempt()], state: 'cancelled', cancelledAt: noon },
    refused: { ...sent, state: 'refused', vendorMessage: '', refusedAt: noon },
    declined: { ...ended, state: 'declined' },
    withdrawn: { ...ended, state: 'withdrawn' },
    expired: { ...ended, state: 'expired' },
  };
  const statesThat = (has: (order: Order) => boolean) =>
    Object.keys(orders).filter((state) => orders[state] && has(orders[state]));

  test('lets go of its claims once it ended, in any way', () => {
    const ended = ['cancelled', 'refused', 'declined', 'withdrawn', 'expired'];
    expect(statesThat((order) => !holdsClaims(order))).toEqual(ended);
  });
  test('is kept by a pause until its call is made', () => {
    expect(statesThat(isKeptByPause)).toEqual(['awaiting_approval', 'approved']);
  });
  test('is none when it refers to an attempt or to terms that it does not have', () => {
    const placing = { ...sent, state: 'placing' };
    const broken = (order: object) => Order.safeParse(order).error?.issues.map(({ path }) => path);
    expect(broken(placing)).toBeUndefined();
    expect(broken({ ...placing, attempt: 2 })).toEqual([['attempt']]);
    expect(broken({ ...placing, attempts: [anAttempt({ terms: 2 })] })).toEqual([['attempts']]);
    expect(broken({ ...placing, terms: [] })).toContainEqual(['terms']);
  });
  test('is looked for while its call is open or refused, not once its id is known', () => {
    expect(statesThat((order) => attemptsLookedFor(order).length > 0)).toEqual(['placing', 'refused']);
  });
});

test('a pause names who, when and why', () => {
  const pause = { by: bea, at: noon, reason: 'Audit' };
  expect(Pause.parse(JSON.parse(JSON.stringify(pause)))).toEqual(pause);
  expect(Pause.safeParse({ by: bea, at: noon }).success).toBe(false);
});

describe('authority', () => {
  const member: Member = {
    id: amir,
    teamIds: [team],
    realName: 'Amir',
    isGuest: false,
    isDeactivated: false,
    isBot: false,
  };
  test.each<{ spoiled: Partial<Member>; refusal: string | null }>`
    spoiled                                  | refusal
    ${{}}                                    | ${null}
    ${{ teamIds: [TeamId.parse('T0EVIL')] }} | ${'other_team'}
    ${{ isDeactivated: true }}               | ${'deactivated'}
    ${{ isBot: true }}                       | ${'bot'}
    ${{ isGuest: true }}                     | ${'guest'}
  `('a member with $spoiled: $refusal', ({ spoiled, refusal }) => {
    expect(refuseStranger({ ...member, ...spoiled }, team)).toBe(refusal);
  });
  test('nobody whom Slack does not show', () => {
    expect(refuseStranger(null, team)).toBe('unknown_person');
  });
  test('somebody of several workspaces belongs to each of them', () => {
    expect(refuseStranger({ ...member, teamIds: [TeamId.parse('T0HOME'), team] }, team)).toBeNull();
  });
});

describe('equal values have equal text', () => {
  test('however their keys are ordered, at every depth', () => {
    const left = { b: 1, a: { d: [{ z: 1, y: 2 }], c: undefined }, c: 3, at: noon };
    const right = { at: noon, c: 3, a: { d: [{ y: 2, z: 1 }] }, b: 1 };
    const text = '{"a":{"d":[{"y":2,"z":1}]},"at":"2026-11-23T12:00:00.000Z","b":1,"c":3}';
    expect([canonicalJson(left), canonicalJson(right)]).toEqual([text, text]);
  });
  test('and lists keep their order, and null is itself', () => {
    expect(canonicalJson(['b', 'a', null])).toBe('["b","a",null]');
  });
});

test('a workspace with a new name is in terms with a fingerprint of their own', () => {
  const order: Order = { ...commonOf(anOrder()), state: 'approved', hold: null };
  const renamed = (before: Order, name: string): Order => {
    const act = { ...actOf(before), workspace: { id: 'recNorthwind', name } };
    const decision = decide(before, { type: 'terms_changed', reason: 'workspace_renamed', to: { act } }, noon);
    if (!decision.ok) throw new Error(decision.refusal);
    return { ...commonOf(decision.order), state: 'approved', hold: null };
  };
  const once = renamed(order, 'Northwind');
  const back = renamed(once, workspaceOf(actOf(order)).name);
  expect(back.terms.map(({ number, because }) => [number, because])).toEqual([
    [1, 'requested'],
    [2, 'workspace_renamed'],
    [3, 'workspace_renamed'],
  ]);
  expect(back.terms.map(({ act }) => workspaceOf(act).name)).toEqual([
    'Northwind Outbound',
    'Northwind',
    'Northwind Outbound',
  ]);
  expect(new Set(back.terms.map(({ fingerprint }) => fingerprint)).size).toBe(3);
});

describe('the history', () => {
  const fingerprint = Fingerprint.parse('a'.repeat(64));
  const entryAfter = (head: HistoryHead | null, event: OrderEvent) =>
    nextEntry(head, { event, fingerprint, at: noon, salt: aSalt });
  const first = entryAfter(null, { type: 'expired' });
  const second = entryAfter(first, { type: 'vendor_cancelled' });
  test('holds only whole, and in its order', () => {
    expect(firstBrokenEntry([first, second])).toBeNull();
    expect(firstBrokenEntry([second])).toBe(1);
    expect(firstBrokenEntry([first, first])).toBe(2);
  });
  test('does not hold with an entry that is numbered or chained wrongly, though its own hash is right', () => {
    const skipped = entryAfter({ sequence: 2, hash: first.hash }, { type: 'expired' });
    expect(firstBrokenEntry([first, skipped])).toBe(2);
    const unchained = entryAfter({ sequence: 1, hash: second.hash }, { type: 'expired' });
    expect(firstBrokenEntry([first, unchained])).toBe(2);
  });
  test.each(['a'.repeat(65), `${'a'.repeat(64)}\n`, `x${'a'.repeat(64)}`])('takes no hash like %j', (hash) => {
    expect(HistoryEntry.safeParse({ ...first, hash }).success).toBe(false);
    expect(Fingerprint.safeParse(hash).success).toBe(false);
  });
});

test.each([
  [UserId, 'U0AMIR'],
  [UserGroupId, 'S0GROUP'],
  [TeamId, 'T0TEAM'],
  [ChannelId, 'C0CHANNEL'],
] as const)('an id is nothing but the id: case %#', (Id, id) => {
  expect(Id.safeParse(id).success).toBe(true);
  for (const wrong of [`${id} `, ` ${id}`, `<@${id}>`, id.toLowerCase()])
    expect(Id.safeParse(wrong).success).toBe(false);
});

test('the ids of sealed logins are those that there are', () => {
  const hosting = { provider: 'Porkbun', loginId: 'one' };
  const sequencer = { provider: 'Instantly', loginId: 'two' };
  expect(loginIds(aPurchase())).toStrictEqual([]);
  expect(loginIds(aPurchase({ hosting }))).toStrictEqual(['one']);
  expect(loginIds(aPurchase({ hosting, sequencer }))).toEqual(['one', 'two']);
});

test.each([
  ['Active', true, false],
  [' ACTIVE ', true, false],
  ['In Progress', false, false],
  ['Inactive', false, false],
  ['Cancelled', false, true],
  [' canceled', false, true],
  ['Cancelling', false, false],
])('the vendor’s word %j works: %s, ended: %s', (word, works, ended) => {
  expect([isActive(word), isCancelled(word)]).toEqual([works, ended]);
});

test.each([
  [0.875, 'dollars'],
  [0.87, null],
  [14, 'dollars'],
  [14.01, null],
  [87.5, 'cents'],
  [87, null],
  [1_400, 'cents'],
  [1_401, null],
])('%s a Google mailbox is in %s', (totalPrice, unit) => {
  const calculation = { provider: 'google', requiredDomains: 1, requiredMailboxes: 1, totalPrice } as const;
  expect(detectPriceUnit(calculation)).toBe(unit);
});

test('the form has a field for the domains of each provider', () => {
  for (const provider of ['google', 'outlook', 'smtp'])
    expect(OrderField.safeParse(`domains_${provider}`).success).toBe(true);
  expect(OrderField.safeParse('hosting_password').success).toBe(true);
});

test.each([
  ['--Acme--', 'acme-7f3k2q'],
  ['Acme Outbound, Q3!', 'acme-outbound-7f3k2q'],
  ['abcdefghijkl mnop', 'abcdefghijkl-7f3k2q'],
])('the label %j makes the tag %s', (label, tag) => {
  expect(vendorTag(label, aReference, 1)).toBe(tag);
});

test('nothing has no price', () => {
  expect(quoteOrder([], [], noon)).toEqual({ ok: false, refusal: 'price_missing' });
});

test('an alias is read as it was written', () => {
  const alias = { firstName: 'Ada', lastName: 'Park', alias: 'ada', profilePicture: 'https://a.io/ada.png' };
  expect(Alias.parse(alias)).toEqual(alias);
  expect(Alias.safeParse({ ...alias, alias: 7 }).success).toBe(false);
});
