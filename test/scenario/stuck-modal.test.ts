import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

/** So often a modal that waits is drawn before it is left as it is. */
const TRIES = 13;
const BACK = 'go_back';

let world: World;
let rita: Person;
let amir: Person;
describeOnBothStores('A modal that Slack does not draw', (open) => {
  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
  });
  afterEach(() => world.stop());

  /** The next updates of modals fail. */
  function failUpdates(times: number): void {
    for (let time = 0; time < times; time += 1) {
      world.slack.failNext({ method: 'views.update', when: 'before', answer: { status: 503 } });
    }
  }
  /** Rita fills in the form up to its last page, which she has before her unless its drawing fails. */
  async function fillIn(beforeReview = () => {}) {
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', workspace: { select: 'recNorthwind0001' }, providers: { choices: ['google'] } });
    beforeReview();
    await rita.submit({ default_name: 'Ada Park', domains_google: 'getnorthwind.com' });
  }

  test('an answer that Slack did not take at first is shown all the same', async () => {
    await fillIn();
    failUpdates(TRIES - 1);
    await rita.submit();
    expect(rita.modalText()).toContain('waits for approval');
  });

  test('Send whose answer cannot be shown: the page says nothing that is not so, and Back shows what became of it', async () => {
    await fillIn();
    failUpdates(TRIES);
    await rita.submit();
    expect(rita.modalText()).toContain('One moment');
    expect(rita.modalText()).not.toContain('othing was ordered');
    await rita.pressInModal(BACK);
    expect(rita.modalText()).toContain('waits for approval');
    expect(rita.directMessages()).toHaveLength(1);
  });

  test('a price that cannot be shown: Back leads to the domains, with everything that was typed', async () => {
    await fillIn(() => failUpdates(TRIES));
    expect(rita.modalText()).toContain('Checking and pricing');
    await rita.pressInModal(BACK);
    expect(JSON.stringify(rita.modal()?.values)).toContain('getnorthwind.com');
  });

  test('Decline whose answer cannot be shown: Back says that it is declined', async () => {
    await requestOrder(world);
    await amir.press(cardFor(amir), 'decline_order');
    failUpdates(TRIES);
    await amir.submit({ reason: 'Two are enough' });
    await amir.pressInModal(BACK);
    expect(amir.modalText()).toMatch(/<@U0AMIR> declined it/);
  });

  test('a stop does not wait for Slack: what was done is told as done afterwards, and not as cut off', async () => {
    let isAsleep = () => {};
    const asleep = new Promise<void>((resolve) => {
      isAsleep = resolve;
    });
    let isSlackAway = false;
    const untilSlackIsBack = async () => {
      if (!isSlackAway) return;
      isAsleep();
      await new Promise<void>(() => {});
    };
    await world.stop();
    world = await open({}, { sleep: untilSlackIsBack, seesEnds: true });
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
    await requestOrder(world);
    await amir.press(cardFor(amir), 'decline_order');
    failUpdates(2);
    isSlackAway = true;
    await person({ slack: world.slack, settle: () => asleep }, amir.id).submit({ reason: 'Two are enough' });
    await world.restartBot();
    isSlackAway = false;
    await world.settle();
    const told = amir.directMessages().map(({ text }) => text);
    expect(told).toEqual([expect.stringMatching(/was answered(?:.|\n)*The answer was: Declined/i)]);
    await world.restartBot();
    await world.settle();
    expect(amir.directMessages()).toHaveLength(1);
    expect(world.log()).not.toContain('A process ended before this was done');
  });

  const goOnWith = async () => {
    const modal = rita.modal();
    const block = modal?.view.blocks.find((each) => JSON.stringify(each).includes('go_on_with_draft'));
    if (!modal || !block?.block_id) return null;
    const source = { type: 'view', viewId: modal.id } as const;
    await world.slack.press({ as: rita.id, source, blockId: block.block_id, actionId: 'go_on_with_draft' });
    await world.settle();
    return rita.modal();
  };

  test('the form offers what was typed before and not sent, and not what was sent', async () => {
    await fillIn();
    await world.slack.closeView({ as: rita.id, viewId: rita.modal()?.id ?? '', all: true });
    await rita.type('/scaledmail order');
    expect(rita.modalText()).toContain('Not sent yet: Acme');
    expect(JSON.stringify((await goOnWith())?.values)).toContain('Acme');
    await rita.submit();
    expect(JSON.stringify(rita.modal()?.values)).toContain('getnorthwind.com');
    await rita.submit();
    await rita.submit();
    expect(rita.modalText()).toContain('waits for approval');
    await world.slack.closeView({ as: rita.id, viewId: rita.modal()?.id ?? '', all: true });
    await rita.type('/scaledmail order');
    expect(rita.modalText()).not.toContain('Not sent yet');
  });
});
