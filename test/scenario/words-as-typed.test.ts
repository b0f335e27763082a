import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { APPROVALS, cardFor, type Person, person, referenceOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import { plainTexts } from '../support/views/text.ts';
import type { World } from '../support/world.ts';

const TYPED = '@amir #general & *bold* :smile: https://acme.com';

let world: World;
let rita: Person;
let amir: Person;
describeOnBothStores('What people type', (open) => {
  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
  });
  afterEach(() => world.stop());

  const readsAsTyped = (view: unknown) => plainTexts(view).some(({ text, emoji }) => text.includes(TYPED) && !emoji);
  const privateOf = (id: string) =>
    world.slack
      .snapshot(id)
      .channels.flatMap(({ messages }) => messages)
      .findLast(({ isEphemeral }) => isEphemeral);

  test('a label, a reason and a pause read as they were typed, from the command to card, thread, history and audit', async () => {
    await rita.type('/scaledmail order');
    await rita.submit({ label: TYPED, workspace: { select: 'recNorthwind0001' }, providers: { choices: ['google'] } });
    await rita.submit({ default_name: 'Ada Park', domains_google: 'getnorthwind.com' });
    await rita.submit();
    expect(readsAsTyped(cardFor(amir).blocks)).toBe(true);

    await amir.type(`/scaledmail pause ${TYPED}`);
    expect(readsAsTyped(privateOf(amir.id))).toBe(true);
    expect(plainTexts(cardFor(amir).blocks).filter(({ text }) => text.includes(TYPED))).toHaveLength(2);

    const reference = referenceOf(cardFor(amir));
    await amir.press(cardFor(amir), 'decline_order');
    await amir.submit({ reason: TYPED });
    expect(readsAsTyped(cardFor(amir).blocks)).toBe(true);
    const thread = amir.messages(APPROVALS).filter(({ threadTs }) => threadTs === cardFor(amir).ts);
    expect(thread.some(readsAsTyped)).toBe(true);
    for (const command of ['status', 'audit']) {
      await amir.type(`/scaledmail ${command} \`${reference.toUpperCase()}\`.`);
      expect([command, readsAsTyped(privateOf(amir.id))]).toEqual([command, true]);
    }
    expect(readsAsTyped(rita.directMessages().at(-1)?.blocks)).toBe(true);
  });
});
