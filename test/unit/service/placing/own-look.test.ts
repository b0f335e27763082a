import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { domainNames } from '../../../../src/acts/custom_order/custom-order.ts';
import type { Progress } from '../../../../src/service/acts/act-at-vendor.ts';
import { type KnownByLook, ownLook } from '../../../../src/service/placing/own-look.ts';
import type { MailDns } from '../../../../src/service/ports/mail-dns.ts';
import type { MailRecord } from '../../../../src/values/mail-record.ts';
import { aLine, aNewOrder, aPurchase, noon } from '../../../support/builders.ts';
import { aFilling, aNewFilling } from '../../../support/filling.ts';
import { aNewPrewarmed, aPrewarmed } from '../../../support/prewarmed.ts';
import { anApprovedCancel } from '../../../support/warrants.ts';

const { order } = aNewOrder();
const nothingKnown: KnownByLook = { ready: new Set(), unread: new Set(), lacking: [] };
const NAMES = ['getgoogle1.com', 'getgoogle2.com'] as const;
const said = (...ready: string[]): Progress => ({
  ready,
  isDone: ready.length === NAMES.length,
  unread: [],
  isToGoOn: false,
  readAgainAt: null,
});

/** A resolver by which each domain lacks something, or of which it tells nothing; each answer takes so many seconds. */
function dnsOf(lacks: Readonly<Record<string, readonly MailRecord[] | null>>, seconds = 0) {
  const asked: string[] = [];
  let now = noon;
  const dns: MailDns = {
    lackedBy: async (domain, provider) => {
      asked.push(`${domain} ${provider}`);
      now = addSeconds(now, seconds);
      return lacks[domain] ?? null;
    },
  };
  return { dns, clock: { now: () => now }, asked };
}

test('a domain without the records of mail is not ready, whatever the vendor says', async () => {
  const dns = dnsOf({ 'getgoogle1.com': ['MX', 'SPF'], 'getgoogle2.com': [] });
  expect(await ownLook(dns, order, nothingKnown)(said(...NAMES))).toMatchObject({
    ready: ['getgoogle2.com'],
    isDone: false,
    lacking: [{ domain: 'getgoogle1.com', lacks: ['MX', 'SPF'] }],
  });
});

test('a key that is not under its usual name is said, and holds nothing back', async () => {
  const dns = dnsOf({ 'getgoogle1.com': ['DKIM'], 'getgoogle2.com': [] });
  expect(await ownLook(dns, order, nothingKnown)(said(...NAMES))).toMatchObject({
    ready: NAMES,
    isDone: true,
    lacking: [{ domain: 'getgoogle1.com', lacks: ['DKIM'] }],
  });
});

test('what cannot be looked up proves nothing; a resolver that tells nothing twice is left alone', async () => {
  const many = aNewOrder({ purchase: aPurchase({ lines: [aLine('google', 4)] }) }).order;
  const dns = dnsOf({});
  const names = ['getgoogle1.com', 'getgoogle2.com', 'getgoogle3.com', 'getgoogle4.com'];
  const seen = await ownLook(dns, many, nothingKnown)({ ...said(...names), isDone: true });
  expect(seen).toMatchObject({ ready: names, isDone: true, lacking: [], silent: names });
  expect(dns.asked).toEqual(['getgoogle1.com google', 'getgoogle2.com google']);
});

test('each domain is asked for once in a look, and none that worked before', async () => {
  const dns = dnsOf({ 'getgoogle1.com': [], 'getgoogle2.com': ['MX'] });
  const look = ownLook(dns, order, { ...nothingKnown, ready: new Set(['getgoogle1.com']) });
  await look(said('getgoogle1.com'));
  await look(said(...NAMES));
  expect(await look(said(...NAMES))).toMatchObject({ ready: ['getgoogle1.com'] });
  expect(dns.asked).toEqual(['getgoogle2.com google']);
});

test('a domain that lacks nothing, or of which nothing is told, is asked for once, too', async () => {
  const dns = dnsOf({ 'getgoogle1.com': [] });
  const look = ownLook(dns, order, nothingKnown);
  for (let times = 0; times < 3; times += 1) await look(said(...NAMES));
  expect(dns.asked).toEqual(['getgoogle1.com google', 'getgoogle2.com google']);
});

test('nothing is asked when it is not wanted, or the order makes no mailboxes', async () => {
  expect(await ownLook(undefined, order, nothingKnown)(said(...NAMES))).toEqual({
    ...said(...NAMES),
    lacking: [],
    silent: [],
    isDoneThere: false,
  });
  const dns = dnsOf({});
  await ownLook(dns, anApprovedCancel(), nothingKnown)(said(...NAMES));
  expect(dns.asked).toEqual([]);
});

test('those for which there is no time are not known yet, and come first when the look goes on', async () => {
  const names = ['getgoogle1.com', 'getgoogle2.com', 'getgoogle3.com', 'getgoogle4.com'];
  const many = aNewOrder({ purchase: aPurchase({ lines: [aLine('google', 4)] }) }).order;
  const slow = dnsOf(Object.fromEntries(names.map((name) => [name, []])), 15);
  const first = await ownLook(slow, many, nothingKnown)({ ...said(...names), isDone: true });
  expect(first).toMatchObject({ ready: names.slice(0, 2), unread: names.slice(2), isDone: false, isToGoOn: true });
  const again = dnsOf(Object.fromEntries(names.map((name) => [name, []])));
  await ownLook(again, many, { ...nothingKnown, unread: new Set(names.slice(2)) })({ ...said(...names), isDone: true });
  expect(again.asked.slice(0, 2)).toEqual(['getgoogle3.com google', 'getgoogle4.com google']);
});

test('what lacked something is asked for last, in turn, and stays so while it is not reached or told of', async () => {
  const lacking = [
    { domain: 'getgoogle2.com', lacks: ['MX' as const] },
    { domain: 'getgoogle1.com', lacks: ['SPF' as const] },
  ];
  const known = { ...nothingKnown, lacking };
  const slow = dnsOf({ 'getgoogle1.com': ['SPF'], 'getgoogle2.com': ['MX'] }, 40);
  const seen = await ownLook(slow, order, known)(said(...NAMES));
  expect(slow.asked).toEqual(['getgoogle2.com google']);
  // The one that was looked at the longest ago first.
  expect(seen).toMatchObject({ ready: [], isDone: false, lacking: [lacking[1], lacking[0]] });
  const mute = await ownLook(dnsOf({}), order, known)(said(...NAMES));
  expect(mute).toMatchObject({ ready: [], isDone: false, lacking, silent: ['getgoogle2.com', 'getgoogle1.com'] });
});

test('domains of pre-warmed inboxes and of a filled-in form are looked at, too', async () => {
  const [inbox] = aPrewarmed().inboxes;
  const warm = inbox?.name ?? '';
  const looked = dnsOf({ [warm]: ['MX'] });
  const seen = await ownLook(looked, aNewPrewarmed().order, nothingKnown)({ ...said(warm), isDone: true });
  expect(looked.asked).toEqual([`${warm} ${inbox?.provider}`]);
  expect(seen).toMatchObject({ ready: [], isDone: false, isDoneThere: true });
  const [name = ''] = domainNames(aFilling());
  const formLooked = dnsOf({ [name]: ['MX'] });
  const filled = aNewFilling().order;
  expect(await ownLook(formLooked, filled, nothingKnown)({ ...said(name), isDone: true })).toMatchObject({
    ready: [],
    isDoneThere: true,
  });
});
