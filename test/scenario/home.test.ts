import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { filterValue } from '../../views/button-values.ts';
import { ACTION } from '../../views/ids.ts';
import { APPROVALS, buttonsOf, cardFor, type Person, person, referenceOf, textOf } from '../support/person.ts';
import { requestOrder, requestSmall } from '../support/request-order.ts';
import { type RunningRedis, startRedis } from '../support/servers/redis-server.ts';
import { startWorld, type World } from '../support/world.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

let redis: RunningRedis;
let databases = 0;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describe.each(['SQLite', 'Redis'] as const)('Home on %s', (store) => {
  let world: World;
  let rita: Person;
  let amir: Person;
  let bea: Person;

  const begin = async (waiting: number) => {
    databases += 1;
    world = await startWorld(store === 'Redis' ? { redisUrl: `${redis.url}/${databases}` } : {});
    [rita, amir, bea] = [person(world, 'U0RITA'), person(world, 'U0AMIR'), person(world, 'U0BEA')];
    for (let number = 1; number <= waiting; number += 1) {
      await requestSmall(world, `Client ${number}`, `outreach${number}.com`);
      await world.advance(SECOND_MS);
    }
  };
  afterEach(() => world.stop());
  /** How many orders ScaledMail has with a domain. */
  const placed = (name: string) =>
    world.vendor.state().orders.filter(({ domains }) => domains.some((domain) => domain.name === name)).length;
  const homeBlocks = (who: Person) => world.slack.snapshot(who.id).home.view?.blocks ?? [];
  // ScaledMail has one form that waits for names: whoever can decide has it in *Mine*.
  /** Labels of the orders on a Home, in their order. */
  const labels = (who: Person) => [...new Set(who.homeText().match(/Client \d+/g))];
  const drawn = () => world.slack.apiCalls().filter(({ method }) => method === 'views.publish').length;

  test('with seventeen waiting it says seventeen, and shows all of them, the next to end first', async () => {
    await begin(17);
    await requestSmall(world, 'Client 18', 'outreach18.com', 'U0AMIR');
    await amir.openHome();
    expect(amir.homeText()).toMatch(/• To decide 17\nMine 2\nRunning 0/);
    expect(labels(amir)).toEqual(Array.from({ length: 10 }, (_, index) => `Client ${index + 1}`));
    expect(amir.homeText()).toContain('1–10 of 17, the next to end first');
    await amir.pressOnHome(ACTION.pageAfter);
    expect(labels(amir)).toEqual(Array.from({ length: 7 }, (_, index) => `Client ${index + 11}`));
    expect(amir.homeText()).toContain('11–17 of 17');
    await amir.pressOnHome(ACTION.pageBefore);
    expect(labels(amir)[0]).toBe('Client 1');
    await rita.openHome();
    expect(rita.homeText()).not.toContain('To decide');
    expect(rita.homeText()).toMatch(/• Mine 17\nRunning 0/);
    await amir.type('/scaledmail orders');
    const list = amir.messages('C0GENERAL').findLast(({ isEphemeral }) => isEphemeral);
    expect(textOf(list?.blocks)).toMatch(/Client 18[\s\S]*Client 9[\s\S]*1–10 of 18, the newest first/);
    if (list) await amir.press(list, ACTION.pageAfter);
    const turned = amir.messages('C0GENERAL').findLast(({ isEphemeral }) => isEphemeral);
    expect(turned?.ts).toBe(list?.ts);
    expect(textOf(turned?.blocks)).toMatch(/Client 8[\s\S]*Client 1\b[\s\S]*11–18 of 18/);
  });

  test('an order is approved and declined there as on its card, and Home shows it at once', async () => {
    await begin(2);
    await amir.openHome();
    const first = amir.messages(APPROVALS).find(({ blocks }) => textOf(blocks).includes('Client 1'));
    if (!first) throw new Error('There is no card');
    const reference = referenceOf(first);
    await amir.pressOnHome(ACTION.approve, reference);
    expect(amir.homeText()).toMatch(/• To decide 1\nMine 1\nRunning 1/);
    expect(placed('outreach1.com')).toBe(1);
    await amir.pressOnHome(ACTION.decline);
    await amir.submit({ reason: 'Too many' });
    expect(amir.homeText()).toMatch(/• To decide 0/);
    expect(amir.homeText()).toContain('Nothing waits for you.');
    await amir.pressOnHome(ACTION.homeRunning);
    expect(amir.homeText()).toContain('Client 1 · ');
  });

  test('what runs can be narrowed to a label, and stays so when Home is drawn again; its tab shows all', async () => {
    await begin(3);
    // The menu has all labels.
    const rows = () => amir.homeText().match(/Client \d+(?= · )/g);
    await amir.openHome();
    for (let number = 1; number <= 3; number += 1) await amir.pressOnHome(ACTION.approve);
    await amir.pressOnHome(ACTION.homeRunning);
    expect(rows()).toHaveLength(3);
    await amir.chooseOnHome(ACTION.homeLabel, filterValue('Client 2'));
    expect(rows()).toEqual(['Client 2']);
    expect(amir.homeText()).toMatch(/• Running 3/);
    await bea.type('/scaledmail pause month end');
    await world.advance(10 * SECOND_MS);
    expect(amir.homeText()).toContain('Placing is paused');
    expect(rows()).toEqual(['Client 2']);
    await amir.pressOnHome(ACTION.homeRunning);
    expect(rows()).toHaveLength(3);
    await amir.chooseOnHome(ACTION.homeLabel, filterValue('Client 1'));
    await amir.chooseOnHome(ACTION.homeLabel, filterValue(null));
    expect(rows()).toHaveLength(3);
  });

  test('a click there that counts for nothing is answered in a window', async () => {
    await begin(1);
    await amir.openHome();
    await bea.press(cardFor(bea), ACTION.approve);
    await amir.pressOnHome(ACTION.approve);
    expect(amir.modalText()).toContain('approved it');
    expect(amir.homeText()).toContain('To decide 0');
  });

  test('it is drawn again when something changes, at most once in ten seconds, for an hour', async () => {
    await begin(1);
    await amir.openHome();
    const before = drawn();
    await bea.press(cardFor(bea), ACTION.approve);
    await world.advance(5 * SECOND_MS);
    expect(drawn()).toBe(before);
    expect(amir.homeText()).toContain('To decide 1');
    await world.advance(5 * SECOND_MS);
    expect(amir.homeText()).toMatch(/To decide 0\nMine 1\nRunning 1/);
    expect(drawn()).toBe(before + 1);
    await world.advance(10 * SECOND_MS);
    await world.advance(10 * SECOND_MS);
    expect(drawn()).toBe(before + 1);
    await world.advance(HOUR_MS);
    const after = drawn();
    await requestSmall(world, 'Client 2', 'outreach2.com');
    await world.advance(10 * SECOND_MS);
    expect(drawn()).toBe(after);
  });

  test('a pause stands there with its reason, and whoever may decide resumes there', async () => {
    await begin(1);
    world.slack.failNext({ method: 'chat.postMessage', when: 'before', answer: { error: 'restricted_action' } });
    await bea.type('/scaledmail pause month end');
    expect(bea.privateAnswers().at(-1)).toContain('Slack did not let this app say so in the approvers’ channel');
    await bea.type('/scaledmail pause Card being replaced');
    await rita.openHome();
    expect(rita.homeText()).toMatch(/Placing is paused[\s\S]*Card being replaced/);
    expect(rita.homeText()).not.toContain('Resume');
    await amir.openHome();
    await amir.pressOnHome(ACTION.resume);
    expect(amir.homeText()).not.toContain('paused');
    const [paused, resumed] = amir.messages(APPROVALS).slice(-2);
    expect(textOf(paused?.blocks)).toMatch(/⏸️ Bea Lindqvist paused placing\.[\s\S]*“Card being replaced”/);
    expect(textOf(paused?.blocks)).toContain('Amir Haddad resumed it.');
    expect(paused && buttonsOf(paused)).toEqual([]);
    expect(resumed?.text).toBe('Amir Haddad resumed placing. No approved order waited.');
    await world.advance(10 * SECOND_MS);
    expect(rita.homeText()).not.toContain('paused');
  });

  test('in Details an order is approved and declined by those who can decide, and the window says what came of it', async () => {
    await begin(1);
    await requestOrder(world);
    await amir.press(cardFor(amir), ACTION.details);
    await amir.pressInModal(ACTION.approve);
    expect(amir.modalText()).toMatch(/You approved this[\s\S]*Approved by/);
    expect(placed('getnorthwind.com')).toBe(1);
    await amir.openHome();
    await amir.pressOnHome(ACTION.showOrder);
    await amir.pressInModal(ACTION.decline);
    await amir.submit({ reason: 'Too many' });
    expect(amir.modalText()).toContain('Declined.');
    await rita.press(cardFor(rita), ACTION.details);
    expect(JSON.stringify(rita.modal()?.view)).not.toContain(ACTION.approve);
  });

  test('Order again opens the form with everything filled in, and the new order says what it follows', async () => {
    await begin(1);
    const card = cardFor(amir);
    const reference = referenceOf(card);
    await amir.press(card, ACTION.decline);
    await amir.submit({ reason: 'One domain more' });
    const message = rita.directMessages().find(({ blocks }) => JSON.stringify(blocks).includes(ACTION.orderAgain));
    if (!message) throw new Error('There is no message with Order again');
    await rita.press(message, ACTION.orderAgain);
    expect(rita.modalText()).toContain(`A new order with everything of order \`${reference}\``);
    await rita.submit();
    expect(JSON.stringify(rita.modal()?.view)).toMatch(
      /"initial_value":"outreach1.com"[\s\S]*"initial_value":"Ada Park"[\s\S]*"initial_value":"https:\/\/acme.com"/,
    );
    await rita.submit();
    expect(await rita.submit()).toMatchObject({ hosting_username: expect.any(String) });
    await rita.submit({ hosting_username: 'acme', hosting_password: 'secret-password' });
    expect(rita.modalText()).toContain(`follows order \`${reference}\``);
    await rita.submit();
    const next = cardFor(amir);
    expect(referenceOf(next)).not.toBe(reference);
    expect(textOf(next.blocks)).toContain(`follows order \`${reference}\``);
    await amir.press(next, ACTION.details);
    expect(amir.modalText()).toContain(`follows order \`${reference}\``);
  });

  test('New… opens what can be asked for, and nothing stays chosen', async () => {
    await begin(0);
    await rita.openHome();
    const before = JSON.stringify(homeBlocks(rita)[0]);
    expect(before).not.toContain('The end of an order');
    for (const [act, title] of [
      ['order', 'New order'],
      ['plan', 'Plan by volume'],
      ['domains', 'Buy domains'],
      ['prewarmed', 'Pre-warmed inboxes'],
    ] as const) {
      await rita.chooseOnHome(ACTION.newAct, act);
      expect(rita.modalText()).toContain(title);
      await world.advance(SECOND_MS);
    }
    expect(homeBlocks(rita)[0]?.block_id).not.toBe(JSON.parse(before).block_id);
    await amir.openHome();
    await amir.chooseOnHome(ACTION.newAct, 'cancel');
    expect(amir.modalText()).toContain('Cancel at ScaledMail');
  });
});
