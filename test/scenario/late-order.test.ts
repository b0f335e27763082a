import { afterEach, expect, test } from '@jest/globals';
import { ACTION } from '../../views/ids.ts';
import { APPROVALS, buttonsOf, cardFor, type Person, person, referenceOf, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const named = (word: string) => Array.from({ length: 3 }, (_, index) => `get${word}${index}.com`);
const WORDS = ['one', 'two', 'three', 'four'];
const WORKSPACES = [
  { id: 'recBig', name: 'Big', purchasedDomains: WORDS.flatMap(named) },
  { id: 'recOther', name: 'Other', purchasedDomains: [] },
];

describeOnBothStores('An order that takes longer than usual', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;
  afterEach(() => world.stop());

  async function begin(): Promise<void> {
    world = await open({}, { workspaces: WORKSPACES });
    [rita, amir] = [person(world, 'U0RITA'), person(world, 'U0AMIR')];
  }
  async function order(word: string): Promise<void> {
    await requestOrder(world, named(word), { label: word, workspace: 'recBig' });
    await amir.press(cardFor(amir), ACTION.approve);
  }
  /** The message of who asked that is redrawn. */
  const live = () => rita.directMessages()[0] ?? cardFor(rita);
  const card = () => textOf(cardFor(amir).blocks);
  const direct = () => rita.directMessages().map(({ text, blocks }) => `${text}\n${textOf(blocks)}`);
  const thread = () =>
    amir.messages(APPROVALS).flatMap(({ threadTs, text }) => (threadTs === cardFor(amir).ts ? [text] : []));
  /** What stands in the field of the open page. */
  const inField = (who: Person) =>
    (who.modal()?.view.blocks ?? []).flatMap((block) =>
      'element' in block && 'initial_value' in block.element ? [String(block.element.initial_value)] : [],
    )[0] ?? '';

  test('names the domains that are late on card, thread, messages and Details, and has a text for support', async () => {
    await begin();
    world.vendor.settings({ stuckDomains: 1 });
    await order('one');
    for (let day = 0; day < 8; day += 1) await world.advance(DAY_MS);
    expect(card()).toMatch(/taking long.*\$21\.00 \/ month/);
    expect(card()).toMatch(
      /Late since <!date\^\d+\^\{date_short_pretty\}\|Nov 30, 2026>\*: getone2\.com\. Set-up usually/,
    );
    expect(thread().filter((text) => text.includes('late:'))).toEqual([
      '2 of 3 domains ready; late: getone2.com. <!subteam^S0APPROVERS> or <@U0AMIR>: ScaledMail’s support can say what holds it up.',
    ]);
    expect(direct()[0]).toContain('getone2.com');
    expect(direct().filter((text) => /takes longer than usual.*getone2\.com/.test(text))).toHaveLength(1);
    expect([card(), ...thread(), ...direct()].join('\n')).not.toMatch(/[Ll]ate[^.]*getone0/);
    await rita.type(`/scaledmail status ${referenceOf(cardFor(amir))}`);
    expect(rita.privateAnswers().at(-1)).toContain('getone2.com');
    expect(rita.privateAnswers().at(-1)).toContain('Text for support…');

    await amir.press(cardFor(amir), ACTION.supportText);
    expect(amir.modalText()).toContain('Copy this into a message to ScaledMail’s support');
    expect(inField(amir)).toMatch(/Tag: one-[a-z0-9]{6}\nWorkspace: Big\nPlaced: Nov 23, 2026, 12:\d\d UTC\n/);
    expect(inField(amir)).toMatch(/Working: 2 of 3 domains\nListed: 6 of 6 mailboxes, read Dec 1, 2026, 12:\d\d UTC/);
    expect(inField(amir)).toMatch(/- getone2\.com \(Google\): 2 of 2 mailboxes listed, 2 In Progress$/);
    await amir.submit();
    expect(amir.modalText()).toContain('getone2.com');
    expect(amir.modalText()).toContain('History');
    await amir.pressInModal(ACTION.supportText);
    expect(inField(amir)).toContain('getone2.com');
  });

  test('asks those who can decide in the thread of the card that takes the place of a deleted one', async () => {
    await begin();
    world.vendor.settings({ stuckDomains: 1 });
    await order('one');
    for (let day = 0; day < 6; day += 1) await world.advance(DAY_MS);
    // After the look of that day, and before the order is late.
    await world.advance(DAY_MS - 40 * MINUTE_MS);
    const first = cardFor(amir);
    world.slack.deleteMessage('C0APPROVALS', first.ts);
    for (let look = 0; look < 8; look += 1) await world.advance(15 * MINUTE_MS);
    expect(cardFor(amir).ts).not.toBe(first.ts);
    expect(card()).toContain('Late since');
    expect(thread().filter((text) => text.includes('late:'))).toHaveLength(1);
  });

  test('has the text when ScaledMail’s lists cannot be read, and none for people who may not see the order', async () => {
    await begin();
    world.vendor.settings({ stuckDomains: 1 });
    await order('one');
    for (let day = 0; day < 8; day += 1) await world.advance(DAY_MS);
    world.vendor.arm([{ operationId: 'getDomains', kind: 'server_error', times: 100 }]);
    await amir.press(cardFor(amir), ACTION.supportText);
    expect(amir.modalText()).toContain('could not be read just now');
    expect(inField(amir)).toMatch(/Working: 2 of 3 domains\n\nNot working yet:\n- getone2\.com$/);
    const gus = person(world, 'U0GUS');
    await gus.press(cardFor(amir), ACTION.supportText);
    expect(gus.modalText()).toContain('Guests cannot');
    expect(inField(gus)).toBe('');
  });

  test('has no text any more once everything works, also before the card says so', async () => {
    await begin();
    world.vendor.settings({ setUpMs: 8 * DAY_MS + 5 * MINUTE_MS });
    await order('one');
    for (let day = 0; day < 8; day += 1) await world.advance(DAY_MS);
    const late = cardFor(amir);
    expect(textOf(late.blocks)).toContain('getone2.com');
    await world.advance(6 * MINUTE_MS);
    await amir.press(late, ACTION.supportText);
    expect(amir.modalText()).toContain('everything that was late works now');
    await rita.press(live(), ACTION.details);
    await world.advance(15 * MINUTE_MS);
    expect(card()).toContain('All working');
    await rita.pressInModal(ACTION.supportText);
    expect(rita.modalText()).toContain('not late any more');
    expect(buttonsOf(live())).not.toContain(ACTION.supportText);
  });

  test('is told by how long earlier orders took, once three of them work', async () => {
    await begin();
    for (const word of WORDS.slice(0, 3)) {
      await order(word);
      expect(card()).toContain('usually 2 to 4 business days');
      for (let hour = 0; hour < 60; hour += 1) await world.advance(DAY_MS / 24);
      expect(card()).toContain('All working');
    }
    await order('four');
    expect(card()).toContain('your last 3 Google orders took 2 days');
    expect(direct().join('\n')).toContain('Your last 3 Google orders took 2 days; you will hear when all works.');
    await amir.press(cardFor(amir), ACTION.details);
    expect(amir.modalText()).toContain('your last 3 Google orders took 2 days');
  });
});
