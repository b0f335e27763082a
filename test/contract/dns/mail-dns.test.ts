import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { mailDns } from '../../../src/dns/mail-dns.ts';
import { type LocalDns, startLocalDns, withMailRecords } from '../../support/servers/local-dns.ts';

let server: LocalDns;
beforeAll(async () => {
  server = await startLocalDns();
});
afterEach(() => {
  server.zone.clear();
  server.broken.clear();
  server.asked.length = 0;
});
afterAll(() => server.close());
const lackedBy = (name: string, provider: 'google' | 'outlook' | 'smtp' = 'google') =>
  mailDns(server.resolver).lackedBy(name, provider);

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
