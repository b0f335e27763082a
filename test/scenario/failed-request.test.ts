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
