import { expect, test } from '@jest/globals';
import type { KnownProgress, MailboxesSeen } from '../../../../src/service/acts/act-at-vendor.ts';
import { customOrderProgress } from '../../../../src/service/acts/custom_order/progress.ts';
import { aLine, aPurchase } from '../../../support/builders.ts';

const [one, two, three] = ['getgoogle1.com', 'getgoogle2.com', 'getgoogle3.com'] as const;
const purchase = aPurchase({ lines: [aLine('google', 3)] });
const works = (count: number) => Array.from({ length: count }, () => ({ email: null, status: 'Active' }));

/** What a look comes to whose domains are Active, and which domains it read the mailboxes of, in order. */
async function look(mailboxes: Readonly<Record<string, MailboxesSeen>>, known: Partial<KnownProgress> = {}) {
  const read: string[] = [];
  const reads = {
    domains: async () => (name: string) => ({ id: name, name, status: 'Active', orderId: null, totalMailboxes: null }),
    mailboxes: async ({ name }: { readonly name: string }) => {
      read.push(name);
      return mailboxes[name] ?? works(2);
    },
    soFar: async () => {},
    statusOf: async () => null,
  };
  const progress = await customOrderProgress(reads, purchase, { ready: new Set(), unread: new Set(), ...known });
  return { progress, read };
}

test('a domain is ready when it has as many mailboxes as it should, and each of them is Active', async () => {
  const mixed = [...works(1), { email: null, status: 'Pending' }];
  const { progress } = await look({ [one]: mixed, [two]: works(1), [three]: works(3) });
  expect(progress).toEqual({ ready: [three], isDone: false, unread: [], isToGoOn: false });
});

test('one that is known to have worked counts, and its mailboxes are not read again', async () => {
  const { progress, read } = await look({}, { ready: new Set([two]) });
  expect(read).toEqual([one, three]);
  expect(progress).toEqual({ ready: [one, two, three], isDone: true, unread: [], isToGoOn: false });
});

test('one that was not read at the look before comes first, and each is read once', async () => {
  const { read } = await look({}, { unread: new Set([three]) });
  expect(read).toEqual([three, one, two]);
});

test('one whose turn it is not ends the look, which goes on soon; one that failed is passed over', async () => {
  const waiting = await look({ [two]: 'not_its_turn' });
  expect(waiting).toEqual({
    read: [one, two],
    progress: { ready: [one], isDone: false, unread: [two, three], isToGoOn: true },
  });
  const failed = await look({ [two]: 'failed' });
  expect(failed.progress).toEqual({ ready: [one, three], isDone: false, unread: [two], isToGoOn: true });
});
