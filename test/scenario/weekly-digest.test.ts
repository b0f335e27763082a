import { afterEach, expect, test } from '@jest/globals';
import type { Message } from '../../sandbox/slack/workspace/protocol.ts';
import { ACTION } from '../../views/ids.ts';
import { APPROVALS, cardFor, person, textOf, wordsOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

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

  test('is silent when nothing changed, and says what did', async () => {
    await begin();
    await world.advance(21 * HOUR_MS);
    const first = digests().length;
    await requestOrder(world, ['getacme1.com'], { label: 'Initech', workspace: 'recAcme' });
    // An order waits for a week; the next digest comes just before its end.
    await world.advance(7 * DAY_MS - 30 * MINUTE_MS);
    expect(digests()).toHaveLength(first + 1);
    expect(textOf(digests().at(-1)?.blocks ?? [])).toMatch(/Needs somebody/);
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
