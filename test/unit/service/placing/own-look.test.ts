import { expect, test } from '@jest/globals';
import type { Progress } from '../../../../src/service/acts/act-at-vendor.ts';
import { ownLook } from '../../../../src/service/placing/own-look.ts';
import type { MailDns } from '../../../../src/service/ports/mail-dns.ts';
import type { MailRecord } from '../../../../src/values/mail-record.ts';
import { aLine, aNewOrder, aPurchase } from '../../../support/builders.ts';
import { anApprovedCancel } from '../../../support/warrants.ts';

const { order } = aNewOrder();
const NAMES = ['getgoogle1.com', 'getgoogle2.com'] as const;
const said = (...ready: string[]): Progress => ({
  ready,
  isDone: ready.length === NAMES.length,
  unread: [],
  isToGoOn: false,
  readAgainAt: null,
});

function dnsOf(lacks: Readonly<Record<string, readonly MailRecord[] | null>>): MailDns & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    lackedBy: async (domain, provider) => {
      asked.push(`${domain} ${provider}`);
      return lacks[domain] ?? null;
    },
  };
}

test('a domain without the records of mail is not ready, whatever the vendor says', async () => {
  const dns = dnsOf({ 'getgoogle1.com': ['MX', 'SPF'], 'getgoogle2.com': [] });
  expect(await ownLook(dns, order, new Set())(said(...NAMES))).toMatchObject({
    ready: ['getgoogle2.com'],
    isDone: false,
    lacking: [{ domain: 'getgoogle1.com', lacks: ['MX', 'SPF'] }],
  });
});

test('a key that is not under its usual name is said, and holds nothing back', async () => {
  const dns = dnsOf({ 'getgoogle1.com': ['DKIM'], 'getgoogle2.com': [] });
  expect(await ownLook(dns, order, new Set())(said(...NAMES))).toMatchObject({
    ready: NAMES,
    isDone: true,
    lacking: [{ domain: 'getgoogle1.com', lacks: ['DKIM'] }],
  });
});

test('what cannot be looked up proves nothing; a resolver that tells nothing twice is left alone', async () => {
  const many = aNewOrder({ purchase: aPurchase({ lines: [aLine('google', 4)] }) }).order;
  const dns = dnsOf({});
  const names = ['getgoogle1.com', 'getgoogle2.com', 'getgoogle3.com', 'getgoogle4.com'];
  const seen = await ownLook(dns, many, new Set())({ ...said(...names), isDone: true });
  expect(seen).toMatchObject({ ready: names, isDone: true, lacking: [] });
  expect(dns.asked).toEqual(['getgoogle1.com google', 'getgoogle2.com google']);
});

test('each domain is asked for once in a look, and none that worked before', async () => {
  const dns = dnsOf({ 'getgoogle1.com': [], 'getgoogle2.com': ['MX'] });
  const look = ownLook(dns, order, new Set(['getgoogle1.com']));
  await look(said('getgoogle1.com'));
  await look(said(...NAMES));
  expect(await look(said(...NAMES))).toMatchObject({ ready: ['getgoogle1.com'] });
  expect(dns.asked).toEqual(['getgoogle2.com google']);
});

test('a domain that lacks nothing, or of which nothing is told, is asked for once, too', async () => {
  const dns = dnsOf({ 'getgoogle1.com': [] });
  const look = ownLook(dns, order, new Set());
  for (let times = 0; times < 3; times += 1) await look(said(...NAMES));
  expect(dns.asked).toEqual(['getgoogle1.com google', 'getgoogle2.com google']);
});

test('nothing is asked when it is not wanted, or the order makes no mailboxes', async () => {
  expect(await ownLook(undefined, order, new Set())(said(...NAMES))).toEqual({ ...said(...NAMES), lacking: [] });
  const dns = dnsOf({});
  await ownLook(dns, anApprovedCancel(), new Set())(said(...NAMES));
  expect(dns.asked).toEqual([]);
});
