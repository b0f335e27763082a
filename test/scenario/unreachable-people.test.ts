import { describe, expect, test } from '@jest/globals';
import { APPROVALS, cardFor, type Person, person, textOf, wordsOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

const HOUR_MS = 60 * 60_000;

/** Amir and Bea may decide: Amir by name, and so is told first; Bea by her group. */
async function inWorld(live: (world: World) => Promise<void>): Promise<void> {
  const world = await startWorld();
  try {
    await live(world);
  } finally {
    await world.stop();
  }
}

/** An order whose paid call gets no answer and which the vendor never lists: approvers are asked to look themselves. */
async function loseAnOrder(world: World): Promise<void> {
  await requestOrder(world);
  world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'drop', times: 1 }]);
  await person(world, 'U0BEA').press(cardFor(person(world, 'U0BEA')), 'approve_order');
  for (const minutes of [1, 1, 2, 6, 16]) await world.advance(minutes * 60_000);
}
const directTexts = (who: Person) => who.directMessages().map(wordsOf);
const threadTexts = (who: Person) =>
  who
    .messages(APPROVALS)
    .filter(({ threadTs }) => threadTs === cardFor(who).ts)
    .map(({ text, blocks }) => `${text}\n${textOf(blocks)}`);
const asking = expect.stringContaining('Please look into ScaledMail’s own pages');

describe('one approver who cannot be reached', () => {
  test('does not keep the next one from being asked; that is tried once, and logged', () =>
    inWorld(async (world) => {
      world.slack.deactivate('U0AMIR');
      await loseAnOrder(world);
      expect(directTexts(person(world, 'U0BEA')).filter((text) => text.includes('own pages'))).toEqual([asking]);
      const opened = () => world.slack.apiCalls().filter(({ error }) => error === 'user_disabled').length;
      expect(opened()).toBe(1);
      expect(world.log()).toContain('cannot be sent a direct message');
      await world.advance(24 * HOUR_MS);
      expect(opened()).toBe(1);
      expect(threadTexts(person(world, 'U0BEA')).filter((text) => text.includes('own pages'))).toEqual([]);
    }));

  test('for a moment is told later, and nobody else twice', () =>
    inWorld(async (world) => {
      const where = { channel: 'D0AMIR' };
      world.slack.failNext({ method: 'chat.postMessage', where, when: 'before', answer: { error: 'internal_error' } });
      await loseAnOrder(world);
      const asked = (id: string) => directTexts(person(world, id)).filter((text) => text.includes('own pages'));
      expect([asked('U0AMIR'), asked('U0BEA')]).toEqual([[], [asking]]);
      await world.advance(60_000);
      expect([asked('U0AMIR'), asked('U0BEA')]).toEqual([[asking], [asking]]);
      const callsAbout = world.slack.apiCalls().filter(({ arguments: given }) => given.channel === 'D0BEA');
      expect(callsAbout.map(({ method }) => method)).toEqual(['chat.postMessage']);
    }));
});

describe('when no approver can be reached', () => {
  test('the card’s thread asks instead', () =>
    inWorld(async (world) => {
      world.slack.setMessagesTab(false);
      await loseAnOrder(world);
      const told = threadTexts(person(world, 'U0BEA')).filter((text) => text.includes('own pages'));
      expect(told).toEqual([
        expect.stringContaining(
          'This app cannot send a direct message to <!subteam^S0APPROVERS> or <@U0AMIR>. What they would have read:',
        ),
      ]);
    }));

  test('and the card cannot be posted either, the log says so and nothing is tried for ever', () =>
    inWorld(async (world) => {
      world.slack.setMessagesTab(false);
      world.slack.setMembership('C0APPROVALS', 'U0SCALED', false);
      await requestOrder(world);
      expect(world.log()).toContain('Nobody could be told');
      const posts = () => world.slack.apiCalls().filter(({ error }) => error === 'messages_tab_disabled').length;
      expect(posts()).toBe(3);
      await world.advance(HOUR_MS);
      expect(posts()).toBe(3);
    }));
});

describe('a requester who left', () => {
  test('before the order was placed: the thread is told, also where Slack still takes the message', () =>
    inWorld(async (world) => {
      await requestOrder(world);
      world.slack.deactivate('U0RITA');
      await world.advance(HOUR_MS);
      const amir = person(world, 'U0AMIR');
      await amir.press(cardFor(amir), 'approve_order');
      expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
      expect(threadTexts(amir).filter((text) => text.includes('This app cannot send'))).toEqual([
        expect.stringContaining('This app cannot send <@U0RITA> a direct message. What they would have read:'),
      ]);
      expect(threadTexts(amir).join('\n')).toContain('is placed. Set-up usually takes');
      const tried = () => world.slack.apiCalls().filter(({ method }) => method !== 'auth.test').length;
      const before = tried();
      await world.advance(60_000);
      expect(tried()).toBe(before);
    }));
});
