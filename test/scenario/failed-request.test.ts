import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { cardFor, person, referenceOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld } from '../support/world.ts';

const Line = z.object({
  msg: z.string(),
  action: z.string(),
  by: z.string(),
  request: z.string(),
  reference: z.string().nullish(),
  error: z.object({ type: z.string() }),
});

test('a request that fails leaves one line that says who asked for what, about which order, and nothing that was typed', async () => {
  const world = await startWorld();
  try {
    await requestOrder(world);
    const amir = person(world, 'U0AMIR');
    const card = cardFor(amir);
    const failed = () =>
      world
        .log()
        .split('\n')
        .filter((line) => line.includes('A request from a person failed'))
        .map((line) => Line.parse(JSON.parse(line)));
    world.slack.failNext({ method: 'views.open', when: 'before', answer: { error: 'invalid_arguments' } });
    await amir.press(card, 'show_order_details');
    expect(failed()).toMatchObject([
      {
        action: 'show_order_details',
        by: 'U0AMIR',
        reference: referenceOf(card),
        error: { type: 'WebAPIPlatformError' },
      },
    ]);
    world.slack.failNext({ method: 'views.open', when: 'before', answer: { error: 'invalid_arguments' } });
    await amir.type('/scaledmail order');
    expect(failed()[1]).toMatchObject({ action: '/scaledmail order', by: 'U0AMIR' });
    expect(failed().every(({ request }) => request !== '')).toBe(true);
  } finally {
    await world.stop();
  }
});

test('a form that is kept on the server names its order, too: one of ours, and one that was not made here', async () => {
  const world = await startWorld();
  try {
    await requestOrder(world);
    const amir = person(world, 'U0AMIR');
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(60_000);
    const reference = referenceOf(cardFor(amir));
    const vendorOrder = world.vendor.state().orders.at(-1)?.id ?? '';
    const failed = () =>
      world
        .log()
        .split('\n')
        .filter((line) => line.includes('A modal could not be filled'))
        .map((line) => JSON.parse(line));
    const fail = () =>
      world.slack.failNext({ method: 'views.update', when: 'before', answer: { error: 'invalid_arguments' } });
    const rita = person(world, 'U0RITA');
    await rita.type(`/scaledmail cancel ${reference}`);
    fail();
    await rita.submit({ reason: 'The campaign is over.' });
    const line = { action: 'cancel_vendor_order_form', request: expect.stringMatching(/./), vendorOrder };
    expect(failed()).toMatchObject([{ ...line, by: 'U0RITA', reference }]);
    expect(JSON.stringify(failed())).not.toContain('campaign');
    await amir.type('/scaledmail cancel');
    await amir.submit({ vendor_order: { select: '1' } });
    fail();
    await amir.submit({ reason: 'The campaign is over.' });
    const elsewhere = failed()[1]?.vendorOrder;
    expect(failed()[1]).toMatchObject({ ...line, by: 'U0AMIR', reference: null, vendorOrder: elsewhere });
    expect(world.vendor.state().orders.map(({ id }) => id)).toContain(elsewhere);
    expect(elsewhere).not.toBe(vendorOrder);
  } finally {
    await world.stop();
  }
});
