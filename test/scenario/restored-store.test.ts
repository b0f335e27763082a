import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Message } from '../../sandbox/slack/workspace/protocol.ts';
import { pressLate } from '../support/late-click.ts';
import { cardFor, detailsOf, type Person, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import type { StoreCopy } from '../support/store-copy.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

const APPROVE = 'approve_order';
const MINUTE_MS = 60_000;

/**
 * Nothing says how soon ScaledMail counts a name as used: here it never does.
 * Source: docs/vendor/notes.md, "Learnt since (November 2026)".
 */
describeOnBothStores('When an earlier copy of the store is put back, an order that was paid since', (open) => {
  let world: CopyableWorld;
  let amir: Person;
  let asked: Message;

  beforeEach(async () => {
    world = await open();
    world.vendor.settings({ acceptsUsedNames: true });
    amir = person(world, 'U0AMIR');
    await requestOrder(world);
    asked = cardFor(amir);
  });
  afterEach(() => world.stop());

  const paidCalls = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder').length;
  const cardText = () => textOf(cardFor(amir).blocks);
  const approve = async () => void (await pressLate(world, amir.id, asked, APPROVE));
  const goBackTo = (copy: StoreCopy) => world.restartBot({ meanwhile: () => copy.putBack() });

  const expectOneCharge = async () => {
    expect(paidCalls()).toBe(1);
    expect(world.vendor.state().charges).toHaveLength(1);
    expect(cardText()).toContain('Placed');
    expect(await detailsOf(amir)).toContain(world.vendor.state().orders.at(-1)?.id);
  };

  test('is not paid again when it is approved again: the copy was made while the bot ran', async () => {
    const copy = await world.copyStore();
    await approve();
    await expectOneCharge();
    await goBackTo(copy);
    await approve();
    await expectOneCharge();
  });

  test('is not paid again when it is approved again: the copy was made while the bot was stopped', async () => {
    let copy: StoreCopy | undefined;
    await world.restartBot({
      meanwhile: async () => {
        copy = await world.copyStore();
      },
    });
    await approve();
    await world.restartBot({ meanwhile: async () => copy?.putBack() });
    await approve();
    await expectOneCharge();
  });

  test('is not paid again by itself, when it had been approved already in the copy', async () => {
    await amir.type('/scaledmail pause a copy is made');
    await approve();
    const copy = await world.copyStore();
    await amir.type('/scaledmail resume');
    await world.advance(MINUTE_MS);
    await expectOneCharge();
    await goBackTo(copy);
    await amir.type('/scaledmail resume');
    await world.advance(MINUTE_MS);
    await expectOneCharge();
  });

  test('is not paid again under another name of the same letters', async () => {
    world.vendor.settings({ tagLetters: 'capitals' });
    const copy = await world.copyStore();
    await approve();
    await goBackTo(copy);
    await approve();
    await world.advance(MINUTE_MS);
    await expectOneCharge();
  });

  test('is not paid again while rows of other people make no sense', async () => {
    world.vendor.settings({ hasOddRows: true });
    const copy = await world.copyStore();
    await approve();
    await goBackTo(copy);
    await approve();
    await world.advance(MINUTE_MS);
    await expectOneCharge();
  });
});
