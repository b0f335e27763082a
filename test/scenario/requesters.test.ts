import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { APPROVALS, type Person, person } from '../support/person.ts';
import { type RunningOrder, runningOrder } from '../support/running-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

const REFUSED = 'You cannot ask for orders here';

describeOnBothStores('Who can ask, where REQUESTERS says so', (open) => {
  let world: CopyableWorld;
  let running: RunningOrder;
  let rita: Person;

  beforeEach(async () => {
    world = await open({ CREATE_WORKSPACE_PATH: '/create-workspace' });
    running = await runningOrder(world);
    ({ rita } = running);
  });
  afterEach(() => world.stop());

  const onlyBeaAsks = () => world.restartBot({ environment: { REQUESTERS: 'U0BEA' } });
  const heard = () => `${rita.modalText()}\n${rita.privateAnswers().at(-1) ?? ''}`;

  test('is nobody else, by whatever way they begin', async () => {
    await onlyBeaAsks();
    for (const typed of ['order', 'plan 30000/month google 100', 'domains acme growth', 'prewarmed']) {
      await rita.type(`/scaledmail ${typed}`);
      expect(heard()).toContain(REFUSED);
    }
    for (const chosen of ['order', 'plan', 'domains', 'prewarmed', 'workspace']) {
      await rita.openHome();
      await rita.chooseOnHome('new_act', chosen);
      expect(rita.modalText()).toContain(REFUSED);
    }
    for (const change of ['redirect', 'swap', 'sender'] as const) {
      await running.openMenu(rita, change);
      expect(rita.modalText()).toContain(REFUSED);
    }
    await rita.type(`/scaledmail again ${running.reference}`);
    expect(heard()).toContain(REFUSED);
    await rita.type(`/scaledmail cancel ${running.reference}`);
    expect(heard()).toContain(REFUSED);
  });

  test('is asked once more when a form is sent that was opened before', async () => {
    await running.openMenu(rita, 'redirect');
    await onlyBeaAsks();
    const before = rita.messages(APPROVALS).length;
    expect(await rita.submit({ new_redirect: 'https://new.com' })).toEqual({});
    expect(rita.modalText()).toContain(REFUSED);
    expect(running.calls('updateDomainRedirect')).toHaveLength(0);
    expect(rita.messages(APPROVALS)).toHaveLength(before);
  });

  test('can begin as before', async () => {
    await onlyBeaAsks();
    const bea = person(world, 'U0BEA');
    await bea.type('/scaledmail order');
    expect(bea.modalText()).toContain('For whom?');
  });
});
