import { expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import type { KnownProgress, MailboxesSeen } from '../../../../src/service/acts/act-at-vendor.ts';
import { customOrderProgress } from '../../../../src/service/acts/custom_order/progress.ts';
import { aDomain, aLine, aPurchase, noon } from '../../../support/builders.ts';

const at = (minutes: number) => addMinutes(noon, minutes);
const failed = (minutes: number, isNews = true) => ({ failedUntil: at(minutes), isNews });
const [one, two, three] = ['getgoogle1.com', 'getgoogle2.com', 'getgoogle3.com'] as const;
const purchase = aPurchase({ lines: [aLine('google', 3)] });
const works = (count: number) => Array.from({ length: count }, () => ({ email: null, status: 'Active' }));

/** What a look comes to whose domains are Active, and which domains it read the mailboxes of, in order. */
async function look(
  mailboxes: Readonly<Record<string, MailboxesSeen>>,
  known: Partial<KnownProgress> = {},
  act = purchase,
) {
  const read: string[] = [];
  const reads = {
    domains: async () => (name: string) => ({ id: name, name, status: 'Active', orderId: null, totalMailboxes: null }),
    mailboxes: async ({ name }: { readonly name: string }) => {
      read.push(name);
      return name in mailboxes ? (mailboxes[name] ?? null) : works(2);
    },
    purchased: async () => null,
    soFar: async () => {},
    statusOf: async () => null,
    forms: async () => null,
    workspaces: async () => null,
  };
  const progress = await customOrderProgress(reads, act, {
    ready: new Set(),
    unread: new Set(),
    step: 1,
    ...known,
  });
  return { progress, read };
}

test('a domain is ready when it has as many mailboxes as it should, and each of them is Active', async () => {
  const mixed = [...works(1), { email: null, status: 'Pending' }];
  const { progress } = await look({ [one]: mixed, [two]: works(1), [three]: works(3) });
  const short = [{ domain: two, listed: 1, expected: 2, missing: [] }];
  expect(progress).toEqual({ ready: [three], isDone: false, unread: [], isToGoOn: false, readAgainAt: null, short });
});

test('one that is known to have worked counts, and its mailboxes are not read again', async () => {
  const { progress, read } = await look({}, { ready: new Set([two]) });
  expect(read).toEqual([one, three]);
  expect(progress).toEqual({
    ready: [one, two, three],
    isDone: true,
    unread: [],
    isToGoOn: false,
    readAgainAt: null,
    short: [],
  });
});

test('one that was not read at the look before comes first, and each is read once', async () => {
  const { read } = await look({}, { unread: new Set([three]) });
  expect(read).toEqual([three, one, two]);
});

test('one whose turn it is not ends the look, which goes on soon; one that failed is passed over', async () => {
  const waiting = await look({ [two]: 'not_its_turn' });
  const unread = { unread: [two, three], isToGoOn: true, readAgainAt: null };
  expect(waiting).toEqual({ read: [one, two], progress: { ready: [one], isDone: false, ...unread, short: [] } });
  const { progress } = await look({ [two]: failed(1) });
  const passedOver = { unread: [two], isToGoOn: false, readAgainAt: at(1) };
  expect(progress).toEqual({ ready: [one, three], isDone: false, ...passedOver, short: [] });
});

test('what failed now is read again when all of it is asked for again; else the first of what failed before', async () => {
  const now = await look({ [one]: failed(8), [two]: failed(2), [three]: failed(1, false) });
  const unread = { unread: [one, two, three], isToGoOn: false };
  expect(now.progress).toEqual({ ready: [], isDone: false, ...unread, readAgainAt: at(8), short: [] });
  const before = await look({ [one]: failed(8, false), [two]: failed(2, false), [three]: null });
  expect(before.progress).toEqual({ ready: [], isDone: false, ...unread, readAgainAt: at(2), short: [] });
});

test('addresses that were ordered one by one are missed by name, whatever their letters', async () => {
  const alias = (name: string) => ({ firstName: 'Ada', lastName: 'Park', alias: name });
  const naming = { form: 'aliases' as const, aliases: ['ada', 'a.park'].map(alias) };
  const named = aPurchase({ lines: [{ provider: 'google', domains: [aDomain(one, { naming })] }] });
  const missed = async (mailboxes: MailboxesSeen) => (await look({ [one]: mailboxes }, {}, named)).progress?.short;
  const listed = { domain: one, listed: 1, expected: 2 };
  expect(await missed([{ email: `Ada@${one}`, status: 'Active' }])).toEqual([
    { ...listed, missing: [`a.park@${one}`] },
  ]);
  expect(await missed([{ email: null, alias: 'A.Park', status: 'Active' }])).toEqual([
    { ...listed, missing: [`ada@${one}`] },
  ]);
  // A row that does not say whose it is may be either.
  expect(await missed([{ email: null, status: 'Active' }])).toEqual([{ ...listed, missing: [] }]);
  expect(await missed([])).toEqual([{ ...listed, listed: 0, missing: [`ada@${one}`, `a.park@${one}`] }]);
});
