import { describe, expect, test } from '@jest/globals';
import type { Message } from '../../sandbox/slack/workspace/protocol.ts';
import { APPROVALS, buttonsOf, cardFor, type Person, person, referenceOf, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startRedis } from '../support/servers/redis-server.ts';
import { startWorld, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Domains of an order whose set-up takes days: one after the other becomes ready. */
const NAMES = Array.from({ length: 20 }, (_, index) => `getbig${index}.com`);
const WORKSPACES = [
  { id: 'recBig', name: 'Big', purchasedDomains: NAMES },
  { id: 'recOther', name: 'Other', purchasedDomains: [] },
];

const chargesOf = (world: World) => world.vendor.state().charges;
const cardsFor = (who: Person): readonly Message[] =>
  who
    .messages(APPROVALS)
    .filter((message) => message.threadTs === null && buttonsOf(message).includes('show_order_details'));
const directTexts = (who: Person) => who.directMessages().map(({ text, blocks }) => `${text}\n${textOf(blocks)}`);
const liveMessage = (who: Person) => directTexts(who)[0] ?? '';

describe.each(['SQLite', 'Redis'] as const)('on %s', (store) => {
  async function inWorld(
    live: (world: World) => Promise<void>,
    more: Parameters<typeof startWorld>[0] = {},
  ): Promise<void> {
    const redis = store === 'Redis' ? await startRedis() : null;
    const world = await startWorld({ ...more, ...(redis ? { redisUrl: redis.url } : {}) });
    try {
      await live(world);
    } finally {
      await world.stop();
      await redis?.stop();
    }
  }

  describe('a channel in which the app may not post', () => {
    test('is told to requester and approvers with the word of Slack, once; the card comes when it may', () =>
      inWorld(async (world) => {
        const [rita, amir] = [person(world, 'U0RITA'), person(world, 'U0AMIR')];
        world.slack.setChannel('C0APPROVALS', { isRestricted: true });
        await requestOrder(world);
        expect(rita.modalText()).not.toMatch(/card is in/);
        const told = 'let this app post nothing';
        expect(directTexts(rita).join('\n')).toContain(told);
        expect(directTexts(rita).join('\n')).toContain('`restricted_action`');
        expect(directTexts(amir).filter((text) => text.includes(told))).toHaveLength(1);
        await world.advance(24 * HOUR_MS);
        expect(directTexts(amir).filter((text) => text.includes(told))).toHaveLength(1);
        expect(cardsFor(amir)).toEqual([]);

        world.slack.setChannel('C0APPROVALS', { isRestricted: false });
        await world.advance(6 * MINUTE_MS);
        expect(cardsFor(amir)).toHaveLength(1);
        expect(liveMessage(rita)).not.toContain('could not be posted');
        await amir.press(cardFor(amir), 'approve_order');
        expect(chargesOf(world)).toHaveLength(1);
      }));
  });

  test('posting that fails for ten minutes is told, and not before', () =>
    inWorld(async (world) => {
      const [rita, amir] = [person(world, 'U0RITA'), person(world, 'U0AMIR')];
      const failed = () => world.slack.apiCalls().filter(({ error }) => error === 'internal_error').length;
      let armed = 0;
      /** The next posting of the card fails; one fault at a time. */
      const fail = () => {
        if (armed > failed()) return;
        armed += 1;
        const where = { channel: 'C0APPROVALS' };
        world.slack.failNext({
          method: 'chat.postMessage',
          where,
          when: 'before',
          answer: { error: 'internal_error' },
        });
      };
      fail();
      await requestOrder(world);
      for (let minute = 0; minute < 9; minute += 1) {
        fail();
        await world.advance(MINUTE_MS);
      }
      const late = 'has not taken its card';
      expect(directTexts(amir).filter((text) => text.includes(late))).toEqual([]);
      for (let minute = 0; minute < 5; minute += 1) {
        fail();
        await world.advance(MINUTE_MS);
      }
      expect(directTexts(amir).filter((text) => text.includes(late))).toHaveLength(1);
      expect(directTexts(rita).join('\n')).toContain(late);
      for (let minute = 0; minute < 6; minute += 1) await world.advance(5 * MINUTE_MS);
      expect(cardsFor(amir)).toHaveLength(1);
      expect(liveMessage(rita)).not.toContain(late);
    }));

  test('a card that an admin deleted is posted anew while people need it', () =>
    inWorld(async (world) => {
      const [rita, amir, bea] = [person(world, 'U0RITA'), person(world, 'U0AMIR'), person(world, 'U0BEA')];
      await requestOrder(world);
      const first = cardFor(amir);
      await world.advance(2 * MINUTE_MS);
      world.slack.deleteMessage('C0APPROVALS', first.ts);
      // A pause is drawn on every waiting card.
      await amir.type('/scaledmail pause Card being replaced');
      expect(cardsFor(bea)).toHaveLength(1);
      const second = cardFor(bea);
      expect(second.ts).not.toBe(first.ts);
      expect(textOf(second.blocks)).toMatch(/Goes on from <http:[^|]+\|an earlier card>/);
      expect(referenceOf(second)).toBe(referenceOf(first));
      expect(liveMessage(rita)).not.toContain('is gone');
      await amir.type('/scaledmail resume');
      await bea.press(cardFor(bea), 'approve_order');
      expect(chargesOf(world)).toHaveLength(1);
      expect(textOf(cardFor(bea).blocks)).toContain('Placed');
      expect(rita.directMessages().filter(({ text }) => text.includes('waits for'))).toHaveLength(0);
    }));

  test('a channel that keeps messages for a day: an order that waits has a card within a day, whatever happens to it', () =>
    inWorld(async (world) => {
      const amir = person(world, 'U0AMIR');
      await requestOrder(world);
      // Somebody is reminded after a day; from then on nothing happens to the order until it expires.
      await world.advance(30 * HOUR_MS);
      for (let day = 0; day < 3; day += 1) {
        const card = cardFor(amir);
        world.slack.deleteMessage('C0APPROVALS', card.ts);
        expect(cardsFor(amir)).toEqual([]);
        await world.advance(23 * HOUR_MS);
        expect(cardsFor(amir)).toHaveLength(1);
        expect(referenceOf(cardFor(amir))).toBe(referenceOf(card));
      }
      await amir.press(cardFor(amir), 'approve_order');
      expect(chargesOf(world)).toHaveLength(1);
    }));

  test('the reminder goes below the card that took the place of one that was deleted', () =>
    inWorld(async (world) => {
      const amir = person(world, 'U0AMIR');
      await requestOrder(world);
      await world.advance(23.5 * HOUR_MS);
      world.slack.deleteMessage('C0APPROVALS', cardFor(amir).ts);
      await world.advance(HOUR_MS);
      await world.advance(5_000);
      expect(cardsFor(amir)).toHaveLength(1);
      const below = amir.messages(APPROVALS).filter(({ threadTs }) => threadTs === cardFor(amir).ts);
      expect(below.map(({ text }) => text).join()).toContain('Still waiting: ');
    }));

  test('a card in a channel that comes back shows that all works, though the order needed none any more', () =>
    inWorld(async (world) => {
      const amir = person(world, 'U0AMIR');
      await requestOrder(world);
      await amir.press(cardFor(amir), 'approve_order');
      await world.advance(2 * MINUTE_MS);
      world.slack.setChannel('C0APPROVALS', { isArchived: true });
      for (let halfDay = 0; halfDay < 8; halfDay += 1) await world.advance(12 * HOUR_MS);
      world.slack.setChannel('C0APPROVALS', { isArchived: false });
      expect(textOf(cardFor(amir).blocks)).not.toContain('All working');
      for (let halfDay = 0; halfDay < 3; halfDay += 1) await world.advance(12 * HOUR_MS);
      expect(cardsFor(amir)).toHaveLength(1);
      expect(textOf(cardFor(amir).blocks)).toContain('All working');
      expect(textOf(cardFor(amir).blocks)).not.toContain('earlier card');
    }));

  test('a card that can be edited no more goes on as another one, once for each change', () =>
    inWorld(async (world) => {
      const [rita, amir] = [person(world, 'U0RITA'), person(world, 'U0AMIR')];
      await requestOrder(world);
      await world.advance(10 * MINUTE_MS);
      world.slack.setEditWindow(0);
      await amir.press(cardFor(amir), 'approve_order');
      await world.advance(2 * HOUR_MS);
      const cards = cardsFor(amir);
      expect(cards.length).toBeGreaterThan(1);
      expect(cards.length).toBeLessThan(6);
      expect(textOf(cards.at(-1)?.blocks)).toContain('Placed');
      expect(textOf(cards.at(-1)?.blocks)).toContain('earlier card');
      expect(chargesOf(world)).toHaveLength(1);
      expect(directTexts(rita).join('\n')).toContain('is placed');
    }));

  test('a card that can be edited no more is not posted anew for each domain that becomes ready', () =>
    inWorld(
      async (world) => {
        const amir = person(world, 'U0AMIR');
        world.vendor.settings({ setUpMs: 2 * 24 * HOUR_MS, stuckDomains: 1 });
        await requestOrder(world, NAMES, { workspace: 'recBig' });
        await world.advance(10 * MINUTE_MS);
        world.slack.setEditWindow(0);
        await amir.press(cardFor(amir), 'approve_order');
        for (let hour = 0; hour < 48; hour += 1) await world.advance(HOUR_MS);
        // The one that waited, and those that say where it stands.
        expect(cardsFor(amir).length).toBeLessThanOrEqual(4);
        expect(textOf(cardsFor(amir).at(-1)?.blocks)).toContain('Placed');
        const before = cardsFor(amir).length;
        for (let day = 0; day < 6; day += 1) await world.advance(24 * HOUR_MS);
        // Now somebody has to ask: that is worth another card, once.
        expect(cardsFor(amir)).toHaveLength(before + 1);
        expect(textOf(cardsFor(amir).at(-1)?.blocks)).toContain('taking long');
      },
      { workspaces: WORKSPACES },
    ));

  test('a channel that was archived: the requester’s message goes on, approvers are told, notes and reminders end', () =>
    inWorld(async (world) => {
      const [rita, amir] = [person(world, 'U0RITA'), person(world, 'U0AMIR')];
      await requestOrder(world);
      await amir.press(cardFor(amir), 'approve_order');
      await world.advance(2 * MINUTE_MS);
      world.slack.setChannel('C0APPROVALS', { isArchived: true });
      for (let halfDay = 0; halfDay < 8; halfDay += 1) await world.advance(12 * HOUR_MS);
      const calls = () => world.slack.apiCalls().filter(({ method }) => method.startsWith('chat.')).length;
      expect(directTexts(amir).join('\n')).toContain('is archived');
      expect(liveMessage(rita)).toContain('All working');
      await world.advance(12 * HOUR_MS);
      const before = calls();
      await world.advance(30 * MINUTE_MS);
      expect(calls() - before).toBe(0);
    }));
});
