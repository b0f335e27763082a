import { afterEach, expect, test } from '@jest/globals';
import { TIERS } from '../../sandbox/slack/web-api/method-facts.ts';
import { BOT_SCOPES } from '../../sandbox/slack/workspace/seed.ts';
import { cardFor, person, referenceOf, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld, WorldOptions } from '../support/world.ts';

const MINUTE_MS = 60_000;
const WITHOUT_GROUPS = BOT_SCOPES.filter((scope) => scope !== 'usergroups:read');
type Counts = Readonly<Record<string, number>>;

describeOnBothStores('Calls to Slack', (open) => {
  let world: CopyableWorld;
  afterEach(() => world.stop());

  const begin = async (options: WorldOptions = {}) => {
    world = await open({}, options);
    return { rita: person(world, 'U0RITA'), amir: person(world, 'U0AMIR'), bea: person(world, 'U0BEA') };
  };

  /** The calls to Slack that an act costs, by method; those that failed have their error beside them. */
  async function callsOf(act: () => Promise<unknown>): Promise<Counts> {
    const before = world.slack.apiCalls().length;
    await act();
    await world.settle();
    const counts: Record<string, number> = {};
    for (const { method, error } of world.slack.apiCalls().slice(before)) {
      const name = error === null ? method : `${method} (${error})`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return Object.fromEntries(Object.entries(counts).toSorted(([left], [right]) => left.localeCompare(right)));
  }

  const home = (id: string) => world.slack.openHome(id);
  const homeText = (id: string) => textOf(world.slack.snapshot(id).home.view?.blocks);
  const listed = (counts: Counts) =>
    Object.entries(counts)
      .map(([method, count]) => `${count} ${method}`)
      .join(', ');

  /**
   * What each click costs Slack. A change of these numbers is a change of how many people can use the app in a minute: a method
   * of tier 2 answers twenty times. Make sure that it is meant.
   */
  test('a click costs so many calls to Slack, and no more', async () => {
    const { amir, bea } = await begin();
    const costs: Record<string, string> = {};
    const click = async (title: string, act: () => Promise<unknown>) => {
      await world.advance(MINUTE_MS);
      costs[title] = listed(await callsOf(act));
    };
    await click('order, three pages and Send', () => requestOrder(world));
    const reference = referenceOf(cardFor(amir));
    await click('Home, by an approver of a group', () => home(bea.id));
    costs['Home, once more'] = listed(await callsOf(() => home(bea.id)));
    await click('/scaledmail orders', () => bea.type('/scaledmail orders'));
    await click('/scaledmail help', () => bea.type('/scaledmail help'));
    await click('/scaledmail status', () => bea.type(`/scaledmail status ${reference}`));
    await click('Details', () => bea.press(cardFor(bea), 'show_order_details'));
    await click('Decline, the form', () => bea.press(cardFor(bea), 'decline_order'));
    await click('Decline, sent', () => bea.submit({ reason: 'Two are enough' }));
    await requestOrder(world);
    await click('Approve, by an approver of a group', () => bea.press(cardFor(bea), 'approve_order'));
    process.stdout.write(
      `${Object.entries(costs)
        .map((cost) => cost.join(': '))
        .join('\n')}\n`,
    );
    expect(costs).toEqual({
      'order, three pages and Send':
        '1 chat.getPermalink, 2 chat.postMessage, 1 conversations.open, 2 users.info, 1 views.open, 3 views.update',
      'Home, by an approver of a group': '1 usergroups.users.list, 1 users.info, 1 views.publish',
      'Home, once more': '1 views.publish',
      '/scaledmail orders': '',
      '/scaledmail help': '1 usergroups.users.list, 1 users.info',
      '/scaledmail status': '',
      Details: '1 usergroups.users.list, 1 users.info, 1 views.open, 1 views.update',
      'Decline, the form': '1 views.open, 1 views.update',
      'Decline, sent':
        // Home is drawn once more where its mark came after the drawing.
        expect.stringMatching(
          /^2 chat.postMessage, 2 chat.update, 1 usergroups.users.list, 1 users.info, [12] views.publish, 1 views.update$/,
        ),
      'Approve, by an approver of a group':
        '4 chat.postMessage, 6 chat.update, 2 usergroups.users.list, 2 users.info, 1 views.publish',
    });
  });

  test('the whole life of an order costs so many calls to Slack, and no more', async () => {
    const { amir } = await begin();
    const counts = await callsOf(async () => {
      await requestOrder(world);
      await amir.press(cardFor(amir), 'approve_order');
      for (let day = 0; day < 5; day += 1) await world.advance(24 * 60 * MINUTE_MS);
    });
    const life = listed(counts);
    process.stdout.write(`The life of an order: ${life}\n`);
    expect(textOf(cardFor(amir).blocks)).toContain('All working');
    expect(life).toBe(
      '5 auth.test, 1 chat.getPermalink, 8 chat.postMessage, 14 chat.update, 2 conversations.open, 1 files.completeUploadExternal, 1 files.getUploadURLExternal, 6 users.info, 1 views.open, 3 views.update',
    );
  });

  test('thirty openings of Home in a minute, and an approver of a group can still decide', async () => {
    const { bea } = await begin({ hasSlackLimits: true });
    await requestOrder(world);
    const counts = await callsOf(async () => {
      for (let opening = 0; opening < 3 * TIERS[2]; opening += 1) await home(opening % 2 === 0 ? bea.id : 'U0RITA');
    });
    const { 'views.publish': drawn = 0, ...others } = counts;
    expect(others).toEqual({ 'usergroups.users.list': 1, 'users.info': 1 });
    // An opening that the next one of the same person overtakes is not drawn.
    expect(drawn).toBeGreaterThanOrEqual(2);
    expect(drawn).toBeLessThanOrEqual(3 * TIERS[2]);
    await bea.press(cardFor(bea), 'approve_order');
    expect(textOf(cardFor(bea).blocks)).toContain('🟢 Placed');
  });

  test.each([
    ['without a paid plan', { isFreePlan: true }, {}, 'plan has no user groups'],
    ['without the scope', {}, { botScopes: WITHOUT_GROUPS }, 'a permission is missing'],
  ])('%s, Home is drawn, says why, and shows one’s own orders', async (_title, faults, options, sentence) => {
    const { bea, amir } = await begin(options);
    world.slack.setFaults(faults);
    await requestOrder(world);
    await callsOf(() => home('U0RITA'));
    expect(homeText('U0RITA')).toContain(sentence);
    expect(homeText('U0RITA')).toContain('Acme');
    await callsOf(() => home(bea.id));
    expect(homeText(bea.id)).toContain(sentence);
    expect(homeText(bea.id)).not.toContain('Acme');
    expect(world.log()).toContain('A Home tab is drawn without the rights of its person');
    // Who is named by id decides as ever; who is named by a group alone reads why not.
    await bea.press(cardFor(bea), 'approve_order');
    expect(bea.privateAnswers().join()).toContain(sentence);
    await amir.press(cardFor(amir), 'approve_order');
    expect(textOf(cardFor(amir).blocks)).toContain('🟢 Placed');
  });

  test('when Slack says nothing of anybody, Home is drawn all the same', async () => {
    const { rita } = await begin();
    await requestOrder(world);
    world.slack.failNext({ method: 'users.info', when: 'before', answer: { error: 'token_revoked' } });
    await world.advance(MINUTE_MS + 1);
    await callsOf(() => home(rita.id));
    expect(homeText(rita.id)).toContain('does not accept this app’s token');
    expect(homeText(rita.id)).toContain('Acme');
  });

  test('somebody whose home is another workspace of the organization asks and decides', async () => {
    const { amir } = await begin();
    world.slack.setGrid('U0RITA', { teamId: 'T0SISTER', teams: ['T0SISTER', 'T0ACME'] });
    world.slack.setGrid('U0AMIR', { teamId: 'E0ACME', teams: ['T0ACME'] });
    await requestOrder(world);
    await amir.press(cardFor(amir), 'approve_order');
    expect(textOf(cardFor(amir).blocks)).toContain('🟢 Placed');
  });
});
