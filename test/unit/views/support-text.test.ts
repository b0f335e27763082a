import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import type { ListedMailbox, MailboxList } from '../../../src/acts/custom_order/mailbox-list.ts';
import type { Attempt } from '../../../src/orders/attempt.ts';
import type { OrderIn } from '../../../src/orders/order.ts';
import { SUPPORT_TITLE, supportTextView } from '../../../views/form/support-text-view.ts';
import { FORM } from '../../../views/ids.ts';
import { supportText, worksByNow } from '../../../views/words/support-text.ts';
import { inState } from '../../support/builders.ts';
import { domainsNamed, largestLines, noon, orderIn } from '../../support/views/orders.ts';
import { slackProblems } from '../../support/views/text.ts';
import { anApprovedCancel } from '../../support/warrants.ts';

const placed = orderIn('placed', {
  workspaceName: 'Northwind Outbound',
  lines: [{ provider: 'google', domains: domainsNamed('a.com', 'b.com', 'c.com', 'd.com') }],
});
/** Two of four domains are late, one works, of one nobody knows. */
function late(parts: Partial<Attempt> = {}): OrderIn<'placed'> {
  const sent = { startedAt: noon, sentHash: 'a1', tag: 'acme-7f3k2q', vendorOrderId: 'rec75tgYFGd3ArhG7', ...parts };
  return {
    ...placed,
    attempts: placed.attempts.map((attempt) => ({ ...attempt, ...sent })),
    progress: { ready: ['a.com'], unread: ['b.com'], changedAt: noon, isStuck: true },
  };
}
const at = addDays(noon, 8);
const mailbox = (domain: string, address: string | null, state: string | null): ListedMailbox => ({
  ...{ address, sender: 'Ada Park', domain, provider: 'google', state, readAt: at },
});
const listOf = (...mailboxes: ListedMailbox[]): MailboxList => ({
  mailboxes,
  listed: mailboxes.filter(({ address }) => address !== null).length,
  expected: 8,
});
const seen = listOf(
  mailbox('a.com', 'ada@a.com', 'Active'),
  mailbox('c.com', 'ada@c.com', 'Active'),
  mailbox('c.com', 'a.park@c.com', 'In Progress'),
  mailbox('d.com', null, 'In Progress'),
);

describe('the text', () => {
  test('says which order, since when, which domains, and what the vendor lists of them', () => {
    expect(supportText(late(), { list: seen, at })).toBe(
      `Hello,

The set-up of this order is not done yet. Could you please look what holds it up?

Order: rec75tgYFGd3ArhG7
Tag: acme-7f3k2q
Workspace: Northwind Outbound
Placed: Nov 23, 2026, 12:00 UTC
Working: 1 of 4 domains
Could not be read: 1 domain
Listed: 3 of 8 mailboxes, read Dec 1, 2026, 12:00 UTC

Not working yet:
- c.com (Google): 2 of 2 mailboxes listed, 1 Active, 1 In Progress
- d.com (Google): 0 of 2 mailboxes listed`,
    );
  });

  test('claims nothing that was not read: no number, no list, no moment of a call', () => {
    const order = { ...late({ vendorOrderId: null, sentHash: null }), placedAt: addDays(noon, 1) };
    const text = supportText(order, { list: null, at });
    expect(text).not.toMatch(/Order:|Listed/);
    expect(text).toContain('Placed: Nov 24, 2026, 12:00 UTC');
    expect(text).toMatch(/Not working yet:\n- c\.com\n- d\.com$/);
    const unread = listOf(mailbox('c.com', 'ada@c.com', null), mailbox('c.com', 'a.park@c.com', null));
    expect(supportText(late(), { list: unread, at })).toContain(
      '- c.com (Google): 2 of 2 mailboxes listed, 2 not read\n',
    );
  });

  test('leaves out what works by what was read now', () => {
    const works = [mailbox('c.com', 'ada@c.com', 'Active'), mailbox('c.com', 'a.park@c.com', ' active ')];
    const text = supportText(late(), { list: listOf(...works), at });
    expect(text).not.toContain('c.com');
    expect(text).toContain('- d.com');
    const all = [...works, mailbox('d.com', 'ada@d.com', 'Active'), mailbox('d.com', 'a.park@d.com', 'Active')];
    expect(worksByNow(late(), { list: listOf(...all), at })).toBe(true);
    expect(worksByNow(late(), { list: listOf(...works), at })).toBe(false);
    expect(worksByNow(late(), { list: listOf(...all.slice(0, 3)), at })).toBe(false);
    expect(worksByNow(late(), { list: null, at })).toBe(false);
    const unknown = { ...late(), progress: { ...late().progress, unread: ['b.com', 'c.com', 'd.com'] } };
    expect(worksByNow(unknown, { list: listOf(...all), at })).toBe(false);
    expect(supportText(unknown, { list: null, at })).not.toContain('Not working yet');
  });

  test('of the largest order fits into its field, and counts what does not', () => {
    const large = orderIn('placed', { lines: largestLines });
    const order = { ...large, progress: { ready: [], changedAt: noon, isStuck: true } };
    const mailboxes = largestLines.flatMap(({ provider, domains }) =>
      domains.map(({ name }) => ({ ...mailbox(name, `ada@${name}`, 'In Progress'), provider })),
    );
    const text = supportText(order, { list: listOf(...mailboxes), at });
    expect(Array.from(text).length).toBeLessThanOrEqual(3_000);
    const named = text.split('\n').filter((line) => line.startsWith('- ')).length;
    expect(text.split('\n').at(-1)).toBe(`and ${200 - named} more domains`);
    expect(named).toBeGreaterThan(30);
    const few = {
      ...order,
      progress: { ...order.progress, unread: largestLines[0]?.domains.map(({ name }) => name) ?? [] },
    };
    expect(supportText(few, { list: null, at })).toMatch(/- smtp69\.com$/);
  });

  test('about what ends an order asks for its end, by the number of that', () => {
    const cancel = anApprovedCancel();
    const { attempt, looks, placedAt } = placed;
    const attempts = placed.attempts.map((each) => ({ ...each, tag: null, vendorOrderId: null }));
    const progress = { ready: [], changedAt: noon, isStuck: true };
    const ending = inState({ ...cancel, state: 'placed', attempt, attempts, looks, placedAt, progress }, 'placed');
    const text = supportText(ending, { list: null, at });
    expect(text).toMatch(/your list does not say “Cancelled” yet.*\n\nOrder: recEnding\nWorkspace: /s);
    expect(text).not.toMatch(/Working|Tag/);
  });
});

test('the page has it in a field that takes no other part in the app, and fits Slack’s limits', () => {
  const view = supportTextView(late(), { list: seen, at });
  expect(slackProblems(view)).toEqual([]);
  expect([view.title.text, view.callback_id]).toEqual([SUPPORT_TITLE, FORM.supportText]);
  expect(view.blocks).toContainEqual(
    expect.objectContaining({
      type: 'input',
      optional: true,
      element: expect.objectContaining({ multiline: true, initial_value: supportText(late(), { list: seen, at }) }),
    }),
  );
  const unread = JSON.stringify(supportTextView(late(), { list: null, at }));
  expect(unread).toContain('could not be read just now');
});
