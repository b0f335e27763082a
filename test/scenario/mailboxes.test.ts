import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ACTION } from '../../views/ids.ts';
import { cardFor, type Person, person, referenceOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const DAY_MS = 86_400_000;

let world: World;
let rita: Person;
let amir: Person;
let reference: string;

describeOnBothStores('Mailboxes', (open) => {
  beforeEach(async () => {
    world = await open();
    [rita, amir] = [person(world, 'U0RITA'), person(world, 'U0AMIR')];
    await requestOrder(world);
    reference = referenceOf(cardFor(amir));
  });
  afterEach(() => world.stop());

  /** Files that somebody was sent, oldest first. */
  const filesOf = (who: Person) => who.directMessages().flatMap(({ files }) => files);

  test('the mailboxes of an order that stands at ScaledMail come as a file, as far as they are known', async () => {
    await rita.type(`/scaledmail mailboxes ${reference}`);
    expect(rita.privateAnswers().at(-1)).toContain('has no mailboxes at ScaledMail now');
    await amir.press(cardFor(amir), ACTION.approve);
    await rita.type(`/scaledmail mailboxes ${reference}`);
    expect(rita.privateAnswers().at(-1)).toContain('The file is in your direct messages with this app. 6 mailboxes');
    expect(filesOf(rita)).toMatchObject([{ name: `acme-${reference}-mailboxes.csv` }]);
    expect(filesOf(rita)[0]?.preview).toMatch(
      /@getnorthwind\.com,Ada Park,getnorthwind\.com,Google,In Progress,2026-11-23T12/,
    );
    expect(filesOf(rita)[0]?.preview).not.toContain('sandbox-');
    expect(filesOf(amir)).toEqual([]);
  });

  test('Details send them to whoever reads, and say so; to others the order does not exist', async () => {
    await amir.press(cardFor(amir), ACTION.approve);
    await world.advance(4 * DAY_MS);
    await amir.press(cardFor(amir), ACTION.details);
    await amir.pressInModal(ACTION.mailboxes);
    expect(amir.modalText()).toContain('6 mailboxes');
    expect(filesOf(amir)[0]?.preview).toMatch(
      /@hellonorthwind\.com,Ada Park,hellonorthwind\.com,Google,Active,2026-11-27T12/,
    );
    const bystander = person(world, 'U0GUS');
    await bystander.type(`/scaledmail mailboxes ${reference}`, 'C0APPROVALS');
    expect(bystander.privateAnswers().at(-1)).toMatch(/guest/i);
    expect(filesOf(bystander)).toEqual([]);
  });

  test('when all works the file comes by itself to whoever asked, once, also after an upload that was cut off', async () => {
    await amir.press(cardFor(amir), ACTION.approve);
    world.slack.failNext({ method: 'files.completeUploadExternal', when: 'after', answer: { status: 503 } });
    await world.advance(4 * DAY_MS);
    // The file shows some seconds later, so that a look right after does not see it.
    for (let seconds = 0; seconds < 5; seconds += 1) await world.advance(1_000);
    expect(filesOf(rita)).toHaveLength(1);
    for (let seconds = 0; seconds < 4; seconds += 1) await world.advance(10_000);
    const files = filesOf(rita);
    expect(files).toMatchObject([{ name: `acme-${reference}-mailboxes.csv` }]);
    expect(files[0]?.preview).toMatch(/Google,Active,2026-11-27T12/);
    expect(rita.directMessages().find((message) => message.files.length > 0)?.text).toContain(
      `The mailboxes of order \`${reference}\`. 6 mailboxes: address`,
    );
    expect(filesOf(amir)).toEqual([]);
  });
});
