import { afterEach, expect, test } from '@jest/globals';
import { ACTION } from '../../views/ids.ts';
import { cardFor, person, textOf, wordsOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { type LocalDns, startLocalDns, withMailRecords } from '../support/servers/local-dns.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const [FIRST, SECOND] = ['getacme0.com', 'getacme1.com'] as const;

describeOnBothStores('With CHECK_DNS, ready means ready', (open) => {
  let world: World;
  let dns: LocalDns;
  afterEach(async () => {
    await world.stop();
    await dns.close();
  });

  const opened = () =>
    open(
      { CHECK_DNS: 'yes' },
      {
        resolver: dns.resolver,
        workspaces: [
          { id: 'recAcme', name: 'Acme', purchasedDomains: [FIRST, SECOND] },
          { id: 'recOther', name: 'Other', purchasedDomains: [] },
        ],
      },
    );

  test('a domain that ScaledMail calls Active waits for its records, by name, and is never late', async () => {
    dns = await startLocalDns();
    world = await opened();
    withMailRecords(dns.zone, FIRST);
    await requestOrder(world, [FIRST, SECOND], { label: 'Acme', workspace: 'recAcme' });
    const amir = person(world, 'U0AMIR');
    await amir.press(cardFor(amir), ACTION.approve);
    await world.advance(3 * DAY_MS);
    const card = () => textOf(cardFor(amir).blocks);
    expect(card()).toMatch(/1 of 2 domains ready, 1 waits for DNS/);
    await amir.press(cardFor(amir), ACTION.details);
    expect(amir.modalText()).toContain(`${SECOND}: MX, SPF, DKIM and DMARC`);

    await world.advance(14 * DAY_MS);
    expect(card()).toMatch(/1 of 2 domains ready, 1 waits for DNS/);
    const told = () => person(world, 'U0RITA').directMessages().map(wordsOf).join('\n');
    expect(told()).not.toMatch(/longer than usual|cannot be told|This order works/);

    withMailRecords(dns.zone, SECOND);
    await world.advance(16 * MINUTE_MS);
    expect(card()).toMatch(/All working/);
    expect(told()).toMatch(/This order works/);
  });

  test('a resolver that knows nothing of the world holds nothing back, and Details say that it was not of use', async () => {
    dns = await startLocalDns();
    dns.isCutOff = true;
    world = await opened();
    await requestOrder(world, [FIRST, SECOND], { label: 'Acme', workspace: 'recAcme' });
    const amir = person(world, 'U0AMIR');
    await amir.press(cardFor(amir), ACTION.approve);
    await world.advance(3 * DAY_MS);
    expect(textOf(cardFor(amir).blocks)).toMatch(/All working/);
    await amir.press(cardFor(amir), ACTION.details);
    expect(amir.modalText()).toContain('DNS could not be asked about 2 domains');
  });
});
