import { describe, expect, test } from '@jest/globals';
import { alwaysNeedsApproval, requestsOf, stepsOf } from '../../../src/acts/act.ts';
import {
  type ChangeSender,
  mailboxesDeleted,
  senderClaims,
  senderRequest,
} from '../../../src/acts/change_sender/change-sender.ts';
import { type MailboxSeen, senderSeen, sendersIn } from '../../../src/acts/change_sender/mailboxes-seen.ts';
import { asSender, senderProblems } from '../../../src/acts/change_sender/sender-problems.ts';
import { aSenderChange, newAddresses } from '../../support/changes.ts';

describe('the calls of a change of senders', () => {
  test('are one a domain, with the mode and one name', () => {
    expect(stepsOf(newAddresses)).toBe(2);
    expect(requestsOf(newAddresses, null)).toEqual(
      ['getgoogle1.com', 'getgoogle2.com'].map((domain) => ({
        operation: 'swapSenderName',
        parameters: { domain },
        query: { organization_id: 'recNorthwind', mode: 'name_and_alias' },
        body: { sender_names: [{ first_name: 'Zoë', last_name: 'Neil' }] },
      })),
    );
    expect(() => senderRequest(newAddresses, 3)).toThrow('2 domains have no step 3');
  });

  test('work on each name and on the vendor order, and own none', () => {
    expect(senderClaims(aSenderChange())).toEqual([
      { key: 'vendor-order:recRunning', mode: 'works-on' },
      { key: 'name:getgoogle1.com', mode: 'works-on' },
    ]);
  });

  test('always need an approval where mailboxes are deleted', () => {
    const ask = (act: ChangeSender) => [alwaysNeedsApproval(act), mailboxesDeleted(act)];
    expect(ask(aSenderChange())).toEqual([false, 0]);
    expect(ask(newAddresses)).toEqual([true, 4]);
  });
});

const box = (sender: string | null, address: string | null): MailboxSeen => ({ sender, address });
const [old, other] = [box('Ada Park', 'ada@a.com'), box('Ada Park', 'park@a.com')];
const [named, both] = [box('Zoë Neil', 'ada@a.com'), box('Zoë Neil', 'park@a.com')];
const [fresh, fresher] = [box('Zoë  Neil', 'zoe@a.com'), box('Zoë Neil', 'neil@a.com')];
const to = { firstName: 'Zoë', lastName: 'Neil' };
const addresses = ['ada@a.com', 'park@a.com'];

describe('by the list of mailboxes, another name', () => {
  test.each<[string, MailboxSeen[] | null]>([
    ['applied', [named, both]],
    ['applied', [named]],
    ['applied', [box('Zoë Neil', null)]],
    ['applied', [box('Zoe\u0308 Neil', 'ada@a.com')]],
    ['open', [old, other]],
    ['open', [named, other]],
    ['open', [named, other, box(null, null)]],
    ['open', [box('zoë neil', 'ada@a.com')]],
    ['unread', [named, box(null, 'park@a.com')]],
    ['unread', []],
    ['unread', null],
  ])('%#: is %s', (is, mailboxes) => expect(senderSeen(mailboxes, { mode: 'name_only', to, addresses })).toBe(is));
});

describe('by the list of mailboxes, another name and address', () => {
  test.each<[string, MailboxSeen[] | null]>([
    ['applied', [fresh, fresher]],
    ['applied', [fresh, box('Zoë Neil', 'ada@a.com')]],
    ['open', [named, both]],
    ['open', [fresh]],
    ['open', [fresh, fresh]],
    ['open', [fresh, fresher, old]],
    ['unread', [fresh, box('Zoë Neil', null)]],
    ['unread', [fresh, box(null, 'neil@a.com')]],
    ['unread', []],
  ])('%#: is %s', (is, mailboxes) => expect(senderSeen(mailboxes, { mode: 'name_and_alias', to, addresses })).toBe(is));
});

test('senders and addresses are known when the list says all of both', () => {
  expect(sendersIn([old, other, fresh])).toEqual({
    from: ['Ada Park', 'Zoë Neil'],
    addresses: ['ada@a.com', 'park@a.com', 'zoe@a.com'],
  });
  for (const list of [null, [], [old, box(null, 'a@a.com')], [old, box('Ada Park', null)]]) {
    expect(sendersIn(list)).toBeNull();
  }
});

describe('a sender that is typed', () => {
  const changes = [
    { domain: 'a.com', from: ['Ada Park'] },
    { domain: 'b.com', from: ['Zoë Neil'] },
    { domain: 'c.com', from: [] },
  ];
  const problems = (typed: string, mode: 'name_only' | 'name_and_alias' = 'name_only') =>
    senderProblems({ mode, to: asSender(typed) }, changes);

  test.each([
    ['', /First name|first name/],
    ['Zoë', /The last name is missing/],
    [`${'x'.repeat(51)} Neil`, /51 characters; 50 are allowed/],
    ['Zoë zoe@a.com', /is not a last name/],
  ])('as %j is no first and last name', (typed, words) => expect(problems(typed).sender).toMatch(words));

  test('that a domain has already is told at its field', () => {
    expect(problems(' Ada  Park ')).toEqual({ sender: 'a.com has that sender already. Type another name.' });
    expect(problems('Zoë Neil')).toEqual({ also: 'b.com has that sender already: please leave it out.' });
    expect(problems('Ben Lee')).toEqual({});
  });

  test('may be the same where the addresses become others', () =>
    expect(problems('Ada Park', 'name_and_alias')).toEqual({}));
});
