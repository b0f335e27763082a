import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { mailDns } from '../../../src/dns/mail-dns.ts';
import { handTimers } from '../../support/hand-timers.ts';
import { type LocalDns, startLocalDns, withMailRecords } from '../../support/servers/local-dns.ts';

let server: LocalDns;
beforeAll(async () => {
  server = await startLocalDns();
});
afterEach(() => {
  server.zone.clear();
  server.broken.clear();
  server.asked.length = 0;
  server.isCutOff = false;
});
afterAll(() => server.close());
const lackedBy = (name: string, provider: 'google' | 'outlook' | 'smtp' = 'google') =>
  mailDns(server.resolver, handTimers().after).lackedBy(name, provider);

test('a domain with all of its records lacks none', async () => {
  withMailRecords(server.zone, 'acme.com');
  expect(await lackedBy('acme.com')).toEqual([]);
  expect(await lackedBy('acme.com', 'outlook')).toEqual([]);
  expect(server.asked).toContain('TXT google._domainkey.acme.com');
});

test('a name that does not exist lacks all; of what sends over SMTP no key is looked for', async () => {
  expect(await lackedBy('gone.com')).toEqual(['MX', 'SPF', 'DKIM', 'DMARC']);
  expect(await lackedBy('gone.com', 'smtp')).toEqual(['MX', 'SPF', 'DMARC']);
});

test('what is there and says something else is missing', async () => {
  withMailRecords(server.zone, 'acme.com');
  server.zone.set('acme.com', { txt: ['google-site-verification=1'] });
  server.zone.set('_dmarc.acme.com', { txt: ['hello'] });
  expect(await lackedBy('acme.com')).toEqual(['MX', 'SPF', 'DMARC']);
});

test('a name with letters of other alphabets is asked for as DNS has it', async () => {
  withMailRecords(server.zone, 'xn--bcher-kva.de');
  expect(await lackedBy('bücher.de')).toEqual([]);
});

test('a server that fails says nothing of the domain', async () => {
  withMailRecords(server.zone, 'acme.com');
  server.broken.add('acme.com');
  expect(await lackedBy('acme.com')).toEqual([]);
  for (const name of server.zone.keys()) server.broken.add(name);
  server.broken.add('selector2._domainkey.acme.com');
  expect(await lackedBy('acme.com')).toBeNull();
});

test('a name that says it takes no mail has no MX', async () => {
  withMailRecords(server.zone, 'acme.com');
  server.zone.set('acme.com', { mx: '.', txt: ['v=spf1 -all'] });
  expect(await lackedBy('acme.com')).toEqual(['MX']);
});

test.each(['v=spf10 a', 'v=spf1x', 'xv=spf1 a'])('%j is no SPF', async (text) => {
  withMailRecords(server.zone, 'acme.com');
  server.zone.set('acme.com', { mx: 'mx.example', txt: [text] });
  expect(await lackedBy('acme.com')).toEqual(['SPF']);
});

test.each([['v=spf1'], ['V=SPF1 -all'], ['v=spf1', ' include:x.example -all']])('%j is one', async (...txt) => {
  withMailRecords(server.zone, 'acme.com');
  server.zone.set('acme.com', { mx: 'mx.example', txt });
  expect(await lackedBy('acme.com')).toEqual([]);
});

test.each([
  ['v=DMARC10; p=none', ['DMARC']],
  ['v=DMARC1', []],
  ['v=DMARC1 ; p=none', []],
] as const)('as policy of DMARC, %j', async (text, lacks) => {
  withMailRecords(server.zone, 'acme.com');
  server.zone.set('_dmarc.acme.com', { txt: [text] });
  expect(await lackedBy('acme.com')).toEqual(lacks);
});

test('a key that was taken back, and a text that is no key, are none', async () => {
  withMailRecords(server.zone, 'acme.com');
  server.zone.set('google._domainkey.acme.com', { txt: ['v=DKIM1; p='] });
  expect(await lackedBy('acme.com')).toEqual(['DKIM']);
  server.zone.set('google._domainkey.acme.com', { txt: ['v=spf1 -all'] });
  expect(await lackedBy('acme.com')).toEqual(['DKIM']);
});

test('a resolver that knows no name at all says nothing of a domain, and is asked for the top-level one once', async () => {
  withMailRecords(server.zone, 'acme.com');
  server.isCutOff = true;
  expect(await lackedBy('acme.com')).toBeNull();
  expect(server.asked.filter((asked) => asked.startsWith('NS'))).toEqual(['NS com']);
});

test('what has any of its records is not asked for the top-level domain', async () => {
  server.zone.set('acme.com', { mx: 'mx.example' });
  expect(await lackedBy('acme.com', 'smtp')).toEqual(['SPF', 'DMARC']);
  expect(server.asked.filter((asked) => asked.startsWith('NS'))).toEqual([]);
});

test.each(['', '.', ' ', 'a b.com', 'xn--\u0000.com'])('the odd name %j is not asked for', async (name) => {
  expect(await lackedBy(name)).toBeNull();
  expect(server.asked).toEqual([]);
});

test('a resolver that never answers is waited for no longer than a quarter of a minute', async () => {
  const never = () => new Promise<never>(() => {});
  const timers = handTimers();
  const answer = mailDns({ resolveMx: never, resolveTxt: never, resolveNs: never }, timers.after).lackedBy(
    'a.com',
    'smtp',
  );
  await timers.advance(15_000);
  expect(await answer).toBeNull();
});

test('no timer is left when it answers', async () => {
  withMailRecords(server.zone, 'acme.com');
  const timers = handTimers();
  expect(await mailDns(server.resolver, timers.after).lackedBy('acme.com', 'google')).toEqual([]);
  expect(timers.waiting()).toBe(0);
});
