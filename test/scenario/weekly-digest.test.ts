import { afterEach, expect, test } from '@jest/globals';
import type { Message } from '../../sandbox/slack/workspace/protocol.ts';
import { ACTION } from '../../views/ids.ts';
import { APPROVALS, buttonsOf, cardFor, person, textOf, wordsOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import { type CopyableWorld, VENDOR_KEY } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WORKSPACES = [
  { id: 'recAcme', name: 'Acme', purchasedDomains: ['getacme0.com', 'getacme1.com'] },
  { id: 'recOther', name: 'Other', purchasedDomains: [] },
];
const DAY_MS = 24 * HOUR_MS;

describeOnBothStores('The weekly digest', (open) => {
  let world: CopyableWorld;
  afterEach(() => world.stop());

  const amir = () => person(world, 'U0AMIR');
  const digests = (): Message[] =>
    amir()
      .messages(APPROVALS)
      .filter((message) => message.threadTs === null && wordsOf(message).includes('Once a week, and only when'));

  async function placed(label: string, names: readonly string[]): Promise<void> {
    await requestOrder(world, names, { label, workspace: 'recAcme' });
    await amir().press(cardFor(amir()), ACTION.approve);
  }

  // The world begins on Monday at noon, by UTC.
  const begin = async (environment: Readonly<Record<string, string>> = { DIGEST_DAY: 'Tuesday', DIGEST_HOUR: '8' }) => {
    world = await open(environment, { watchesAccount: true, workspaces: WORKSPACES });
    await placed('Globex pilot', ['getacme0.com']);
  };

  test('comes on its day and hour, once, says what is charged next, and opens what it is about', async () => {
    await begin();
    await world.advance(19 * HOUR_MS);
    expect(digests()).toHaveLength(0);
    await world.advance(HOUR_MS + 15 * MINUTE_MS);
    expect(digests()).toHaveLength(1);
    const [digest] = digests();
    if (!digest) throw new Error('No digest');
    const text = wordsOf(digest);
    expect(text).toMatch(/\$7\.00 \/ month at ScaledMail/);
    expect(text).not.toMatch(/<@|<!/);
    expect(text).not.toContain('Needs somebody');
    await amir().press(digest, ACTION.openSpend);
    expect(amir().modalText()).toContain('By label');
    expect(digests()).toEqual([digest]);
    await world.restartBot();
    await world.advance(HOUR_MS);
    expect(digests()).toHaveLength(1);
  });

  test('names the days of charges and renewals with their amounts, and the names that nothing uses', async () => {
    await begin();
    await world.advance(5 * DAY_MS);
    // The order is charged on the 23rd; names of the workspace were bought in August.
    await world.advance(261 * DAY_MS + 20 * HOUR_MS + 15 * MINUTE_MS);
    const newest = digests().at(-1);
    if (!newest) throw new Error('No digest');
    const text = textOf(newest.blocks);
    expect(text).toContain('*Charged in the next 7 days · $7.00*\nAug 23 · $7.00 · Globex pilot');
    expect(text).toContain('*Renews in the next 30 days · $34.00*\nAug 25 · 2 domains · $34.00');
    expect(JSON.stringify(newest.blocks)).toContain('"Unused domains 1"');
    await amir().press(newest, ACTION.openNames);
    expect(amir().modalText()).toContain('Free 1*\ngetacme1.com');
    expect(amir().modalText()).toContain('In use 1*\ngetacme0.com');
  });

  test('is silent when nothing changed, and says since when it did', async () => {
    await begin();
    await world.advance(21 * HOUR_MS);
    expect(digests()).toHaveLength(1);
    await world.advance(7 * DAY_MS);
    expect(digests()).toHaveLength(1);
    await placed('Initech', ['getacme1.com']);
    await world.advance(7 * DAY_MS);
    expect(digests()).toHaveLength(2);
    expect(textOf(digests()[1]?.blocks ?? [])).toContain(
      '$14.00 / month at ScaledMail · up $7.00 since the last digest, Nov 24',
    );
  });

  test('names what waits for somebody, and what nobody explained so far, until somebody does', async () => {
    await begin();
    await requestOrder(world, ['getacme1.com'], { label: 'Initech', workspace: 'recAcme' });
    world.vendor.placeByHand({ names: ['getbyhand.com'] });
    await world.advance(HOUR_MS);
    await world.advance(20 * HOUR_MS);
    const [first] = digests();
    if (!first) throw new Error('No digest');
    expect(textOf(first.blocks)).toMatch(/\*Needs somebody\*\n🟡 Waiting for approval · \$7\.00 \/ month · Initech · /);
    expect(textOf(first.blocks)).toContain(
      '*Not explained so far · 1*\n$7.00 / month that nobody approved here · told Nov 23',
    );
    await amir().press(first, ACTION.lookAtFinding);
    expect(amir().modalText()).toContain('getbyhand.com');
    const alert = amir()
      .messages(APPROVALS)
      .findLast((message) => buttonsOf(message).includes(ACTION.explainFinding));
    if (!alert) throw new Error('No alert');
    await amir().press(alert, ACTION.explainFinding);
    await amir().submit({ reason: 'Ordered for a client.' });
    await world.advance(7 * DAY_MS);
    expect(digests()).toHaveLength(2);
    expect(textOf(digests()[1]?.blocks ?? [])).not.toContain('Not explained');
  });

  test('is silent while there is nothing at ScaledMail, and nothing waits', async () => {
    const nothing = WORKSPACES.map((workspace) => ({ ...workspace, purchasedDomains: [] }));
    world = await open({ DIGEST_DAY: 'Tuesday', DIGEST_HOUR: '8' }, { watchesAccount: true, workspaces: nothing });
    await world.advance(21 * HOUR_MS);
    await world.advance(7 * DAY_MS);
    expect(digests()).toEqual([]);
  });

  test('an order that somebody cancelled by hand is told to have ended between two looks at the account', async () => {
    await begin();
    world.vendor.placeByHand({ names: ['getbyhand.com'] });
    await world.advance(HOUR_MS);
    const { id, workspaceId } = world.vendor.state().orders.find(({ tag }) => tag === 'test') ?? {};
    const headers = { authorization: `Bearer ${VENDOR_KEY}` };
    await fetch(`${world.vendor.apiUrl}/orders/${id}?organization_id=${workspaceId}`, { method: 'DELETE', headers });
    await world.advance(16 * MINUTE_MS);
    await amir().type(`/scaledmail status ${id}`);
    expect(amir().privateAnswers().at(-1)).toMatch(/⚫ Cancelled[\s\S]*ended between .* and /);
    await world.advance(9 * DAY_MS);
    await amir().type('/scaledmail spend november 2026');
    expect(amir().privateAnswers().at(-1)).not.toContain('nobody knows when');
  });

  test('waits while ScaledMail does not answer, and never comes when it is off', async () => {
    await begin();
    world.vendor.settings({ key: 'revoked' });
    await world.advance(21 * HOUR_MS);
    expect(digests()).toHaveLength(0);
    world.vendor.settings({ key: 'accepted' });
    await world.advance(30 * MINUTE_MS);
    expect(digests()).toHaveLength(1);
    await world.restartBot({ environment: { DIGEST_DAY: 'off' } });
    await world.advance(7 * DAY_MS);
    expect(digests()).toHaveLength(1);
  });
});
