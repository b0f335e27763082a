import { expect, test } from '@jest/globals';
import type { Progress } from '../../../src/orders/progress.ts';
import { missingBlocks } from '../../../views/messages/one-order/missing.ts';
import { noon, orderIn } from '../../support/views/orders.ts';
import { allText } from '../../support/views/text.ts';

const said = (progress: Partial<Progress>) =>
  allText({
    blocks: missingBlocks({
      ...orderIn('placed'),
      progress: { ready: [], changedAt: noon, isStuck: false, ...progress },
    }),
  });

test('mailboxes that are missing stand there by domain, count and address', () => {
  const domains = [
    { domain: 'a.com', listed: 23, expected: 25, missing: ['*jane*@a.com', 'joe@a.com'] },
    { domain: 'b.com', listed: 10, expected: 25, missing: ['jane@b.com'] },
    { domain: 'c.com', listed: 1, expected: 2, missing: [] },
  ];
  const text = said({ short: { domains, more: 9 } });
  expect(text).toContain('a.com: 23 of 25 mailboxes. Missing: *jane*@a.com, joe@a.com\n');
  expect(text).toContain('b.com: 10 of 25 mailboxes. Missing: jane@b.com and 14 more\n');
  expect(text).toContain('c.com: 1 of 2 mailboxes');
  expect(text).toContain('and 9 more');
});

test('what is not found in DNS stands there for each domain, however many', () => {
  const lacking = Array.from({ length: 200 }, (_, index) => ({
    domain: `northwind-outbound-${index}.com`,
    lacks: ['MX' as const, 'SPF' as const, 'DKIM' as const, 'DMARC' as const],
  }));
  const text = said({ lacking });
  for (const { domain } of lacking) expect(text).toContain(`${domain}: MX, SPF, DKIM and DMARC`);
  expect(text).not.toContain('more');
  expect(text).not.toContain('resolver');
});

test('what is held back for long says whose fault it may be, and what DNS told nothing of is counted', () => {
  const lacking = [{ domain: 'a.com', lacks: ['MX' as const] }];
  expect(said({ lacking, isHeldLong: true })).toMatch(/resolver that does not see the records.*`CHECK_DNS`/);
  expect(said({ silent: 3 })).toContain('DNS could not be asked about 3 domains: ScaledMail’s word counts for them.');
  expect(said({ silent: 1 })).toContain('about 1 domain: ScaledMail’s word counts for it.');
  expect(missingBlocks(orderIn('placed'))).toEqual([]);
  expect(missingBlocks(orderIn('approved'))).toEqual([]);
});
