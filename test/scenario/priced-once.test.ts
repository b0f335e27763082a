import { afterEach, expect, test } from '@jest/globals';
import { person } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

describeOnBothStores('A page of the form that is sent twice at once', (open) => {
  let world: CopyableWorld;
  afterEach(() => world.stop());

  const pricings = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'calculatePackage').length;

  test('is priced once, and one order comes of it', async () => {
    world = await open({}, { answerMs: 200 });
    const rita = person(world, 'U0RITA');
    await rita.type('/scaledmail order');
    await rita.submit({
      label: 'Acme',
      workspace: { select: 'recNorthwind0001' },
      source: { choice: 'scaledmail' },
      providers: { choices: ['google'] },
    });
    const before = pricings();
    const page = { default_name: 'Ada Park', domains_google: 'getnorthwind.com' };
    await Promise.all([rita.submit(page), rita.submit(page)]);
    expect(rita.modalText()).toContain('$7.00 / month');
    expect(pricings() - before).toBe(1);
    await Promise.all([rita.submit(), rita.submit()]);
    await world.settle();
    expect(world.slack.apiCalls().filter(({ method }) => method === 'chat.postMessage')).toHaveLength(2);
  });
});
