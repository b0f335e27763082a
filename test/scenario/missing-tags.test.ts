import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import { VENDOR_KEY, type World } from '../support/world.ts';

const HOLD_MS = 31_000;
const WORKSPACE = 'recNorthwind0001';

/** Somebody orders three other unused names at ScaledMail itself. */
async function orderByHand(world: World): Promise<void> {
  const headers = { authorization: `Bearer ${VENDOR_KEY}`, 'content-type': 'application/json' };
  const names = ['trynorthwind.com', 'usenorthwind.com', 'meetnorthwind.com'];
  const google = { domains: names.map((domain) => ({ domain, first_name: 'Ada', last_name: 'Park' })) };
  const body = { tag: 'by hand', providers: { google } };
  const query = new URLSearchParams({ provider: 'scaledmail', organization_id: WORKSPACE });
  const url = `${world.vendor.apiUrl}/create-custom-order?${query}`;
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
}

describeOnBothStores('Where ScaledMail’s orders have no field for the tag', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;

  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
  });
  afterEach(() => world.stop());

  /** Beside the one by hand. */
  const paidCalls = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder').length - 1;
  const cardText = () => textOf(cardFor(amir).blocks);
  const threadText = () =>
    amir
      .messages('C0APPROVALS')
      .filter(({ threadTs }) => threadTs !== null)
      .map(({ blocks }) => textOf(blocks))
      .join('\n');

  test('an order waits until an approver accepts that with a reason; being the first, it warns and tells its steps', async () => {
    await orderByHand(world);
    world.vendor.settings({ tagInDetails: 'absent' });
    await requestOrder(world);
    expect(cardText()).toContain('First order of this workspace');
    expect(cardText()).toContain('Who runs this app can check it with `npm run doctor`.');
    await amir.press(cardFor(amir), 'approve_order');
    expect(paidCalls()).toBe(0);
    expect(cardText()).toMatch(/do not show this app’s tag.*`\/scaledmail accept-tags`/);
    await rita.type('/scaledmail accept-tags hurry');
    expect(rita.privateAnswers().at(-1)).toMatch(/cannot decide on orders\. Who can: .*<@U0AMIR>/);
    await amir.type('/scaledmail accept-tags');
    expect(amir.privateAnswers().at(-1)).toMatch(/say why/);
    await world.advance(HOLD_MS);
    expect(paidCalls()).toBe(0);
    await amir.type('/scaledmail accept-tags support knows');
    expect(amir.privateAnswers().at(-1)).toMatch(/Accepted\..*can only be found by its names[\s\S]*“support knows”/);
    await world.advance(HOLD_MS);
    expect(paidCalls()).toBe(1);
    expect(cardText()).toMatch(/Placed/);
    expect(cardText()).not.toContain('First order of this workspace');
    expect(threadText()).toMatch(/• Checked: workspace .*• Intent written .*• Call made; answer: confirmed/s);
  });
});
