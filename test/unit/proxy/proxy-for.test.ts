import { expect, test } from '@jest/globals';
import { proxyFor } from '../../../src/proxy/proxy-for.ts';

const address = new URL('http://proxy.example.com:3128');

/** Whether an address goes through the proxy. */
const goesThrough = (url: string, ...except: string[]): boolean =>
  proxyFor({ address, except })(new URL(url)) === address;

test('without a proxy everything goes directly', () => {
  expect(proxyFor(null)(new URL('https://slack.com/api/'))).toBeNull();
});

test.each(['https://slack.com/api/', 'wss://wss-primary.slack.com/link', 'https://8.8.8.8/', 'https://128.0.0.1/'])(
  '%s goes through it',
  (url) => {
    expect(goesThrough(url)).toBe(true);
  },
);

test.each([
  'http://slack.com/',
  'https://localhost:8080/',
  'https://127.0.0.1/',
  'https://127.9.9.9:1/',
  'wss://[::1]/',
])('%s goes directly: it is not encrypted, or this machine itself', (url) => {
  expect(goesThrough(url)).toBe(false);
});

test.each([
  ['https://scaledmail.com/', 'scaledmail.com'],
  ['https://server.scaledmail.com/', 'scaledmail.com'],
  ['https://server.scaledmail.com/', '.scaledmail.com'],
  ['https://server.scaledmail.com/', '*.ScaledMail.com'],
  ['https://server.scaledmail.com:8443/', 'scaledmail.com:8443'],
  ['https://server.scaledmail.com/', 'scaledmail.com:443'],
  ['https://anything.example/', '*'],
  ['https://10.0.0.7/', '10.0.0.7'],
  ['https://[fd00::7]/', 'fd00::7'],
])('%s goes directly by the rule %s', (url, rule) => {
  expect(goesThrough(url, 'other.example', rule)).toBe(false);
});

test.each([
  ['https://notscaledmail.com/', 'scaledmail.com'],
  ['https://scaledmail.com.evil.example/', 'scaledmail.com'],
  ['https://scaledmail.com/', 'server.scaledmail.com'],
  ['https://scaledmail.com/', 'scaledmail.com:8443'],
])('%s goes through it in spite of the rule %s', (url, rule) => {
  expect(goesThrough(url, rule)).toBe(true);
});
