import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

const APPROVE = 'approve_order';
const MINUTE_MS = 60_000;
const START_PAUSED = { START_PAUSED: 'yes' };

describeOnBothStores('A bot that is started with START_PAUSED=yes', (open) => {
  let world: CopyableWorld;
  let amir: Person;

  beforeEach(async () => {
    world = await open();
    amir = person(world, 'U0AMIR');
    await requestOrder(world);
  });
  afterEach(() => world.stop());

  const paidCalls = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder').length;
  const cardText = () => textOf(cardFor(amir).blocks);

  test('places nothing that was due already, and says on the card why', async () => {
    world.vendor.arm([{ operationId: 'calculatePackage', kind: 'server_error', times: 50 }]);
    await amir.press(cardFor(amir), APPROVE);
    world.vendor.arm([]);
    await world.restartBot({ stoppedMs: MINUTE_MS, environment: START_PAUSED });
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(0);
    expect(cardText()).toMatch(
      /Placing is paused\* by whoever runs this app \(.*\)\. Nothing is charged before `\/scaledmail resume`\.\n“Started paused \(START_PAUSED=yes\)”/,
    );
    await amir.type('/scaledmail resume');
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(1);
    expect(cardText()).toContain('Placed');
  });

  test('stays paused when it starts again without the variable, until somebody resumes', async () => {
    await world.restartBot({ environment: START_PAUSED });
    await world.restartBot();
    await amir.press(cardFor(amir), APPROVE);
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(0);
    await amir.type('/scaledmail resume');
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(1);
  });

  test('is paused again by each start that has the variable still', async () => {
    await world.restartBot({ environment: START_PAUSED });
    await amir.type('/scaledmail resume');
    expect(cardText()).not.toMatch(/paused/);
    await world.restartBot({ environment: START_PAUSED });
    await amir.press(cardFor(amir), APPROVE);
    await world.advance(MINUTE_MS);
    expect(paidCalls()).toBe(0);
    expect(cardText()).toMatch(/Placing was paused when its turn came/);
  });

  test('tells the next who pauses that it was paused already, and keeps what they had said before', async () => {
    await amir.type('/scaledmail pause the card was stolen');
    await world.restartBot({ environment: START_PAUSED });
    await world.settle();
    expect(cardText()).toContain('Started paused (START_PAUSED=yes). Before that: the card was stolen');
    await amir.type('/scaledmail pause looking through the orders');
    expect(amir.privateAnswers().at(-1)).toMatch(
      /It was paused already by whoever runs this app \(.*\)\..*\n“Started paused \(START_PAUSED=yes\)/,
    );
  });
});
