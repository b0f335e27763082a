import { describe, expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import type { EffectTask, Notice } from '../../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { termsOf } from '../../../../src/orders/order.ts';
import {
  SlackAsksToWait,
  ThreadClosed,
  VendorFault,
  VendorRefused,
  VendorUnavailable,
} from '../../../../src/service/errors.ts';
import { vendorLists } from '../../../../src/service/placing/vendor-lists.ts';
import type { StoredOrder } from '../../../../src/service/ports/stores/order-store.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { performEffect } from '../../../../src/service/worker/perform-effect.ts';
import {
  amir,
  anOrder,
  aPurchase,
  approvals,
  aReference,
  bea,
  noon,
  type OrderOptions,
  rita,
} from '../../../support/builders.ts';
import { anIntent } from '../../orders/sent.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';

const withLogins: OrderOptions = {
  purchase: aPurchase({
    source: 'other',
    hosting: { provider: 'Porkbun', loginId: 'hosting' },
    sequencer: { provider: 'Instantly', loginId: 'sequencer' },
  }),
};
const { fingerprint } = termsOf(anOrder());
const card = { channelId: approvals, ts: '1.1' };
const approved: OrderEvent = { type: 'approved', by: amir, fingerprint };
const announced: OrderEvent = { type: 'announced', card };
const started: OrderEvent = { type: 'placing_started', attempt: anIntent() };
const confirmed: OrderEvent = { type: 'vendor_confirmed', vendorOrderId: null };
const allReady: OrderEvent = { type: 'progress_seen', ready: ['getnorthwind.com', 'gonorthwind.com'], isDone: true };
const withdrawn: OrderEvent = { type: 'withdrawn', by: rita, reason: '' };
const declined: OrderEvent = { type: 'declined', by: amir, reason: '' };
const pause = { by: bea, at: noon, reason: 'Audit' };

interface Circumstances {
  readonly attempts?: number;
  readonly lateMs?: number;
  readonly keep?: () => Promise<boolean>;
}

/** Performs one task of an order; what it records on the way is written. */
function perform(
  world: PlacingWorld,
  stored: StoredOrder,
  task: EffectTask,
  { attempts = 0, lateMs = 0, keep }: Circumstances = {},
) {
  const effect = { id: '1.0', task, dueAt: addMilliseconds(world.now, -lateMs), attempts };
  const deps = { ...world.deps, lists: vendorLists(world.deps) };
  const record = async (event: OrderEvent) => (await recordEvent(world.deps, stored.order.facts.reference, event)).ok;
  const mayGoOn = async () => true;
  const claim = { record, begin: world.begin, keep: keep ?? mayGoOn };
  return performEffect(deps, stored, effect, claim);
}
const done = { type: 'done' };

describe('a message', () => {
  test.each<{ task: EffectTask; sent: string[] }>`
    task                                                        | sent
    ${{ type: 'attach_list' }}                                  | ${['list 7f3k2q.1.0 false']}
    ${{ type: 'note', event: approved, at: noon }}              | ${['note approved 7f3k2q.1.0 false']}
    ${{ type: 'tell', to: 'requester', notice: 'placed' }}      | ${['requester placed 7f3k2q.1.0 false']}
    ${{ type: 'tell', to: 'approvers', notice: 'cannot_find' }} | ${['U0AMIR cannot_find 7f3k2q.1.0 false', 'U0BEA cannot_find 7f3k2q.1.0 false']}
    ${{ type: 'redraw' }}                                       | ${['redraw awaiting_approval no pause']}
    ${{ type: 'redraw_again' }}                                 | ${['redraw awaiting_approval no pause']}
    ${{ type: 'announce' }}                                     | ${['card awaiting_approval 7f3k2q.1.0 false no pause']}
  `('of the task $task.type goes out as it is', ({ task, sent }) =>
    inWorld(async (world) => {
      const stored = await world.lived({});
      expect(await perform(world, stored, task)).toMatchObject(done);
      expect(world.sent).toEqual(sent);
    }),
  );

  test.each<{ attempts: number; lateMs: number; isRetry: boolean }>`
    attempts | lateMs   | isRetry
    ${0}     | ${5_000} | ${false}
    ${0}     | ${5_001} | ${true}
    ${1}     | ${0}     | ${true}
  `('that failed $attempts times and is $lateMs ms late may be a second one: $isRetry', ({ isRetry, ...late }) =>
    inWorld(async (world) => {
      await perform(world, await world.lived({}), { type: 'attach_list' }, late);
      expect(world.sent).toEqual([`list 7f3k2q.1.0 ${isRetry}`]);
    }),
  );

  test('that the requester got can be redrawn later', () =>
    inWorld(async (world) => {
      world.requesterMessage = { channelId: approvals, ts: '2.2' };
      const told = await perform(world, await world.lived({}), { type: 'tell', to: 'requester', notice: 'requested' });
      expect(told).toEqual({ type: 'done', event: { type: 'requester_told', message: world.requesterMessage } });
    }));

  test('about an outcome that is known by now is not sent any more', () =>
    inWorld(async (world) => {
      const unfamiliar: OrderEvent = { type: 'outcome_unclear', reason: 'unfamiliar', message: null };
      const unknown = await world.lived({}, approved, started, unfamiliar);
      const tell: EffectTask = { type: 'tell', to: 'requester', notice: 'outcome_unknown' };
      const note: EffectTask = { type: 'note', event: unfamiliar, at: noon };
      await perform(world, unknown, tell);
      await perform(world, unknown, note);
      expect(world.sent).toHaveLength(2);
      const placed = {
        ...unknown,
        order: (await recordEvent(world.deps, aReference, confirmed)).order ?? unknown.order,
      };
      expect(await perform(world, placed, tell)).toEqual(done);
      expect(await perform(world, placed, note)).toEqual(done);
      expect(world.sent).toHaveLength(2);
    }));

  test('about a question that was answered is not sent any more', () =>
    inWorld(async (world) => {
      const tell: EffectTask = { type: 'tell', to: 'approvers', notice: 'resembling_order' };
      expect(await perform(world, await world.lived({}, approved), tell)).toEqual(done);
      expect(world.sent).toEqual([]);
    }));

  test('that is not redrawn later is no event', () =>
    inWorld(async (world) => {
      const told = await perform(world, await world.lived({}), { type: 'tell', to: 'requester', notice: 'placed' });
      expect(told).toEqual(done);
    }));
});

describe('the card', () => {
  test('is known once it is out', () =>
    inWorld(async (world) => {
      expect(await perform(world, await world.lived({}), { type: 'announce' })).toEqual({
        type: 'done',
        event: announced,
      });
    }));

  test.each(['announce', 'redraw', 'redraw_again', 'look_at_card'] as const)(
    'says from which entry it was drawn: %s',
    (type) =>
      inWorld(async (world) => {
        const stored = await world.lived({}, approved);
        world.moveOn(1_000);
        await perform(world, stored, { type });
        const mark = { sequence: 2, hash: stored.head.hash.slice(0, 16), drawnAt: addMilliseconds(noon, 1_000) };
        expect(world.marks).toEqual([mark]);
      }),
  );

  test.each(['redraw', 'redraw_again', 'look_at_card'] as const)(
    'keeps what it carries while that may be a witness: %s',
    (type) =>
      inWorld(async (world) => {
        world.keepsMarks = true;
        await perform(world, await world.lived({}, approved), { type });
        expect(world.marks).toEqual([null]);
      }),
  );

  test('goes out once', () =>
    inWorld(async (world) => {
      expect(await perform(world, await world.lived({}, announced), { type: 'announce' }, { attempts: 1 })).toEqual(
        done,
      );
      expect(world.sent).toEqual([]);
    }));

  test('cannot go out: that is said each time, for the reason may be another one, and it stays due', () =>
    inWorld(async (world) => {
      const stored = await world.lived({});
      world.announced = { ok: false, failure: 'bot_not_in_channel', word: 'not_in_channel' };
      const event = { type: 'announce_failed', failure: 'bot_not_in_channel', word: 'not_in_channel' };
      expect(await perform(world, stored, { type: 'announce' })).toEqual({ type: 'again', event });
      expect(await perform(world, stored, { type: 'announce' }, { attempts: 1 })).toEqual({ type: 'again', event });
    }));

  test('cannot go out of an order that is over: it is left', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, withdrawn);
      world.announced = { ok: false, failure: 'channel_archived', word: 'is_archived' };
      // It may be out all the same, with live buttons: for a day it is looked for.
      expect(await perform(world, stored, { type: 'announce' }, { attempts: 1 })).toEqual({ type: 'again' });
      expect(await perform(world, stored, { type: 'announce' }, { attempts: 300 })).toEqual(done);
    }));

  test('has not gone out for ten minutes: that is told, and what Slack asks for is kept to', () =>
    inWorld(async (world) => {
      const stored = await world.lived({});
      world.slackFailure = new SlackAsksToWait(90_000);
      world.moveOn(10 * 60_000 - 1);
      await expect(perform(world, stored, { type: 'announce' })).rejects.toThrow(SlackAsksToWait);
      world.moveOn(1);
      const event = { type: 'announce_failed', failure: 'card_late', word: null };
      expect(await perform(world, stored, { type: 'announce' })).toEqual({ type: 'again', event, waitMs: 90_000 });
      world.slackFailure = new Error('Slack is away');
      expect(await perform(world, stored, { type: 'announce' })).toEqual({ type: 'again', event, waitMs: 0 });
    }));

  test.each(['redraw', 'redraw_again', 'look_at_card'] as const)('turns out to be gone at a %s', (type) =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced);
      world.lostCard = { card: card, word: 'message_not_found' };
      const event = { type: 'card_lost', card: card, word: 'message_not_found' };
      expect(await perform(world, stored, { type })).toMatchObject({ event });
      // The requester's message was not reached either: it is drawn again, whatever becomes of the card.
      world.isRequesterDrawn = false;
      expect(await perform(world, stored, { type })).toEqual({ type: 'again', event });
    }),
  );

  test('is looked at about once a day while people need it', () =>
    inWorld(async (world) => {
      const again = { type: 'again', waitMs: 23 * 3_600_000 };
      expect(await perform(world, await world.lived({}, announced), { type: 'look_at_card' })).toEqual(again);
      expect(await perform(world, await world.stored(aReference), { type: 'redraw' })).toEqual(done);
      // Also when it is gone: it may not be posted anew yet.
      world.lostCard = { card, word: 'message_not_found' };
      expect(await perform(world, await world.stored(aReference), { type: 'look_at_card' })).toMatchObject(again);
      // One that is still seen, though it can be changed no more, is there.
      world.lostCard = { card, word: 'edit_window_closed', isShown: true };
      expect(await perform(world, await world.stored(aReference), { type: 'look_at_card' })).toEqual(again);
      world.lostCard = null;
      expect(await perform(world, await world.happen(aReference, withdrawn), { type: 'look_at_card' })).toEqual(done);
    }));

  test.each([
    ['whose channel is closed is tried again daily, for a month', true, 29, 'again'],
    ['whose channel stays closed is left in peace after that', true, 30, 'done'],
    ['that was deleted is not tried again', false, 0, 'done'],
  ] as const)('of an order that needs none any more, %s', (_what, mayReturn, attempts, type) =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced, withdrawn);
      world.lostCard = { card, word: 'is_archived', ...(mayReturn && { mayReturn }) };
      expect(await perform(world, stored, { type: 'redraw' }, { attempts })).toMatchObject({ type });
    }),
  );

  test('that is gone is not posted anew for an order that needs none any more', () =>
    inWorld(async (world) => {
      const lost: OrderEvent = { type: 'card_lost', card: card, word: 'message_not_found' };
      const stored = await world.lived({}, announced, lost, withdrawn);
      expect(await perform(world, stored, { type: 'announce' }, { attempts: 1 })).toEqual(done);
      expect(world.sent).toEqual([]);
    }));

  test('that is posted keeps what it said of an order that is being set up, unless an older one may be found', () =>
    inWorld(async (world) => {
      const lost: OrderEvent = { type: 'card_lost', card, word: 'edit_window_closed', isShown: true };
      const stored = await world.lived({}, announced, approved, started, confirmed, lost);
      const drawn = { event: { type: 'announced', drawn: 'placed' } };
      expect(await perform(world, stored, { type: 'announce' })).toMatchObject(drawn);
      const retried = await perform(world, stored, { type: 'announce' }, { attempts: 1 });
      expect(retried).not.toHaveProperty('event.drawn');
    }));

  test('that is gone is posted anew once the store is not in doubt any more: it was the witness', () =>
    inWorld(async (world) => {
      const lost: OrderEvent = { type: 'card_lost', card, word: 'message_not_found' };
      const stored = await world.lived({}, announced, lost);
      world.keepsMarks = true;
      expect(await perform(world, stored, { type: 'announce' })).toEqual({ type: 'again' });
      expect(world.sent).toEqual([]);
      world.keepsMarks = false;
      expect(await perform(world, stored, { type: 'announce' })).toMatchObject({ event: { type: 'announced' } });
    }));

  describe('whose thread takes no message', () => {
    const note = { type: 'note', event: { type: 'expired' }, at: noon } as const;
    test.each<{ task: EffectTask }>([{ task: note }, { task: { type: 'attach_list' } }, { task: { type: 'remind' } }])(
      'is posted anew when it is gone, and $task.type goes there; else it is left in peace',
      ({ task }) =>
        inWorld(async (world) => {
          const stored = await world.lived({}, announced);
          world.threadFailure = new ThreadClosed('thread_not_found', true);
          const event = { type: 'card_lost', card: card, word: 'thread_not_found' };
          expect(await perform(world, stored, task)).toEqual({ type: 'again', event });
          world.threadFailure = new ThreadClosed('restricted_action', false);
          expect(await perform(world, stored, task)).toEqual(done);
          expect(world.logged).toContain('warn: The thread of an order takes no message; it is not tried again there');
          world.threadFailure = new Error('Slack is away');
          await expect(perform(world, stored, task)).rejects.toThrow('Slack is away');
        }),
    );

    test('waits for the card that takes its place, unless somebody has to open the channel first', () =>
      inWorld(async (world) => {
        const lost: OrderEvent = { type: 'card_lost', card, word: 'message_not_found' };
        const stored = await world.lived({}, announced, lost);
        expect(await perform(world, stored, note)).toEqual({ type: 'again' });
        const late: OrderEvent = { type: 'announce_failed', failure: 'card_late', word: null };
        expect(await perform(world, await world.happen(aReference, late), note)).toEqual({ type: 'again' });
        expect(world.sent).toEqual([]);
        const closed: OrderEvent = { type: 'announce_failed', failure: 'channel_archived', word: 'is_archived' };
        expect(await perform(world, await world.happen(aReference, closed), note)).toEqual(done);
      }));

    test('of an order that needs no card any more is left', () =>
      inWorld(async (world) => {
        const stored = await world.lived({}, announced, withdrawn);
        world.threadFailure = new ThreadClosed('thread_not_found', true);
        expect(await perform(world, stored, note)).toEqual(done);
      }));
  });

  test.each<{ notice: Notice; before: readonly OrderEvent[]; sends: number }>([
    { notice: 'requested', before: [], sends: 1 },
    {
      notice: 'requested',
      before: [{ type: 'requester_told', message: { channelId: approvals, ts: '2.1' } }],
      sends: 0,
    },
    { notice: 'placed', before: [approved, started, confirmed], sends: 1 },
    { notice: 'placed', before: [approved, started, confirmed, allReady], sends: 0 },
    { notice: 'card_refused', before: [], sends: 1 },
    { notice: 'card_refused', before: [announced], sends: 0 },
  ])('$notice is told $sends times after $before', ({ notice, before, sends }) =>
    inWorld(async (world) => {
      await perform(world, await world.lived({}, ...before), { type: 'tell', to: 'requester', notice });
      expect(world.sent).toHaveLength(sends);
    }),
  );

  test.each<{ event: OrderEvent; late: Circumstances; posts: number }>`
    event        | late                | posts
    ${withdrawn} | ${{}}               | ${0}
    ${declined}  | ${{}}               | ${0}
    ${approved}  | ${{}}               | ${1}
    ${withdrawn} | ${{ attempts: 1 }}  | ${1}
    ${declined}  | ${{ lateMs: 9000 }} | ${1}
  `('of an order that was $event.type already, $late: $posts', ({ event, late, posts }) =>
    inWorld(async (world) => {
      await perform(world, await world.lived({}, event), { type: 'announce' }, late);
      expect(world.sent).toHaveLength(posts);
    }),
  );

  test('of an order that expired before it was out is not posted', () =>
    inWorld(async (world) => {
      world.moveOn(7 * 24 * 60 * 60_000);
      await perform(world, await world.lived({}, { type: 'expired' }), { type: 'announce' });
      expect(world.sent).toEqual([]);
    }));

  test.each<{ events: OrderEvent[]; shown: string }>`
    events                            | shown
    ${[]}                             | ${'redraw awaiting_approval Audit'}
    ${[approved]}                     | ${'redraw approved Audit'}
    ${[approved, started]}            | ${'redraw placing no pause'}
    ${[approved, started, confirmed]} | ${'redraw placed no pause'}
  `('says that placing is paused only while that keeps the order: $shown', ({ events, shown }) =>
    inWorld(async (world) => {
      world.pause = pause;
      await perform(world, await world.lived({}, ...events), { type: 'redraw' });
      expect(world.sent).toEqual([shown]);
    }),
  );

  test('says so when it goes out, too', () =>
    inWorld(async (world) => {
      world.pause = pause;
      await perform(world, await world.lived({}), { type: 'announce' });
      expect(world.sent).toEqual(['card awaiting_approval 7f3k2q.1.0 false Audit']);
    }));
});

describe('a reminder', () => {
  test.each<{ events: OrderEvent[]; posts: number }>`
    events                   | posts
    ${[announced]}           | ${1}
    ${[announced, approved]} | ${0}
  `('needs an order that waits: $posts', ({ events, posts }) =>
    inWorld(async (world) => {
      expect(await perform(world, await world.lived({}, ...events), { type: 'remind' })).toEqual(done);
      const sent = ['redraw awaiting_approval no pause', 'reminder 7f3k2q.1.0 false'];
      expect(world.sent).toEqual(posts ? sent : []);
    }),
  );

  test('waits for the card that it goes to, and is not lost', () =>
    inWorld(async (world) => {
      const waits = { type: 'again', waitMs: 3_600_000 };
      expect(await perform(world, await world.lived({}), { type: 'remind' })).toEqual(waits);
      expect(world.sent).toEqual([]);
    }));

  test('below a card that is still seen, though it can be changed no more, is written', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced);
      world.lostCard = { card, word: 'edit_window_closed', isShown: true };
      expect(await perform(world, stored, { type: 'remind' })).toEqual(done);
      expect(world.sent.length).toBe(2);
    }));

  test('below a card that is gone is not written: the card is posted anew first', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, announced);
      world.lostCard = { card, word: 'message_not_found' };
      const event = { type: 'card_lost', card, word: 'message_not_found' };
      expect(await perform(world, stored, { type: 'remind' })).toEqual({ type: 'again', event });
      expect(world.sent).toEqual(['redraw awaiting_approval no pause']);
      world.hasNewestPolicy = false;
      expect(await perform(world, stored, { type: 'remind' })).toEqual({ type: 'again' });
    }));
});

describe('the vendor', () => {
  test('is paid when placing is due', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, approved);
      expect(await perform(world, stored, { type: 'place' })).toEqual(done);
      expect(world.vendor.paidCalls).toHaveLength(1);
      expect((await world.stored(stored.order.facts.reference)).order.state).toBe('placed');
    }));

  test('is not paid while there is no room, which is no failure', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, approved);
      world.deps.whenFree = () => null;
      expect(await perform(world, stored, { type: 'place' })).toEqual({ type: 'no_room', againMs: 2_000 });
      expect(world.vendor.reads).toEqual([]);
    }));

  test.each(['reconcile', 'watch', 'hand_over', 'conclude'] as const)(
    'is not asked while there is no room: %s',
    (type) =>
      inWorld(async (world) => {
        const stored = await world.lived({}, approved, started, confirmed);
        world.deps.whenFreeToLook = () => null;
        expect(await perform(world, stored, { type })).toEqual({ type: 'no_room', againMs: 15_000 });
        expect(world.vendor.reads).toEqual([]);
      }),
  );

  test('is asked for the order when that is due, in the background', () =>
    inWorld(async (world) => {
      world.vendor.stands('recNew', { tag: anIntent().tag });
      const looked = await perform(world, await world.lived({}, approved, started, confirmed), { type: 'reconcile' });
      expect(looked).toMatchObject({ type: 'done', event: { type: 'vendor_order_found', vendorOrderId: 'recNew' } });
      expect(world.vendor.reads).toEqual(['orders recNorthwind background', 'details recNorthwind recNew background']);
    }));

  test.each([new VendorUnavailable('500'), new VendorFault('odd'), new VendorRefused(401, 'key')])(
    'that does not give its list, %s, is no reason not to count the look; the cause is logged',
    (failure) =>
      inWorld(async (world) => {
        const stored = await world.lived({}, approved, started, confirmed);
        world.vendor.failure = failure;
        const looked = await perform(world, stored, { type: 'reconcile' });
        expect(looked).toEqual({ type: 'done', event: { type: 'look_incomplete', unread: 'list' } });
        expect(world.logged).toEqual(['warn: The list of ScaledMail could not be read to look for an order']);
        expect(world.loggedFields).toEqual([{ reference: stored.order.facts.reference, error: failure }]);
        const watched = await perform(world, stored, { type: 'watch' });
        expect(watched).toEqual({ type: 'done', event: { type: 'watch_failed' } });
        expect(world.logged.at(-1)).toBe('warn: A list of ScaledMail’s cannot be read; the order is watched again');
        expect(world.loggedFields.at(-1)).toEqual({ reference: stored.order.facts.reference, error: failure });
      }),
  );

  test('whose details of another order cannot be read counts the look as incomplete, and is logged', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, approved, started, confirmed);
      world.vendor.stands('recOdd');
      const orderDetails = () => Promise.reject(new VendorFault('packages: null'));
      world.deps.vendor = { ...world.vendor.vendor, orderDetails };
      const looked = await perform(world, stored, { type: 'reconcile' });
      expect(looked).toEqual({ type: 'done', event: { type: 'look_incomplete', unread: 1 } });
      expect(world.loggedFields).toMatchObject([{ vendorOrderId: 'recOdd' }]);
    }));

  test('is not read on for an order that was lost meanwhile', () =>
    inWorld(async (world) => {
      world.vendor.stands('recNew', { tag: anIntent().tag });
      const stored = await world.lived({}, approved, started, confirmed);
      let reads = 0;
      const keep = async () => {
        reads += 1;
        return reads < 2;
      };
      expect(await perform(world, stored, { type: 'reconcile' }, { keep })).toEqual(done);
      expect(world.vendor.reads).toEqual(['orders recNorthwind background']);
      expect(await perform(world, stored, { type: 'watch' }, { keep })).toEqual(done);
      expect(world.vendor.reads).toHaveLength(1);
    }));

  test('may fail through a mistake of ours, which is no look', () =>
    inWorld(async (world) => {
      const stored = await world.lived({}, approved, started, confirmed);
      world.vendor.failure = new TypeError('ours');
      await expect(perform(world, stored, { type: 'reconcile' })).rejects.toThrow('ours');
    }));

  test('is asked how far it is when that is due', () =>
    inWorld(async (world) => {
      const watched = await perform(world, await world.lived({}, approved, started, confirmed), { type: 'watch' });
      expect(watched).toEqual({ type: 'done', event: { type: 'progress_seen', ready: [], isDone: false } });
      expect(world.vendor.reads).toEqual(['domains recNorthwind background']);
    }));

  test.each(['reconcile', 'watch'] as const)('is not asked by a %s that the order has outlived', (type) =>
    inWorld(async (world) => {
      expect(await perform(world, await world.lived({}, withdrawn), { type })).toEqual(done);
      expect(world.vendor.reads).toEqual([]);
    }),
  );
});

test('time that is up is an event', () =>
  inWorld(async (world) => {
    const event = { type: 'expired' };
    expect(await perform(world, await world.lived({}), { type: 'expire' })).toEqual({ type: 'done', event });
  }));

describe('logins are forgotten', () => {
  const on = termsOf(anOrder(withLogins)).fingerprint;
  const sent: OrderEvent[] = [{ type: 'approved', by: amir, fingerprint: on }, started];
  const unknown: OrderEvent = { type: 'outcome_unclear', reason: 'no_answer', message: null };
  test.each<{ events: OrderEvent[]; erased: string[] }>`
    events                  | erased
    ${[]}                   | ${[]}
    ${sent}                 | ${[]}
    ${[...sent, unknown]}   | ${[]}
    ${[...sent, confirmed]} | ${['hosting', 'sequencer']}
    ${[withdrawn]}          | ${['hosting', 'sequencer']}
  `('when the order has no more use for them: $erased', ({ events, erased }) =>
    inWorld(async (world) => {
      const stored = await world.lived(withLogins, ...events);
      expect(await perform(world, stored, { type: 'erase_logins' })).toEqual(done);
      expect(world.erased).toEqual(erased);
    }),
  );
});
