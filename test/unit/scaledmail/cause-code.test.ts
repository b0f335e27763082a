import { expect, test } from '@jest/globals';
import { codeOf, networkCause } from '../../../src/scaledmail/cause-code.ts';

/** As `fetch` fails: the network's own error is the cause of a `TypeError`. */
const fetchFailed = (cause: unknown) => Object.assign(new TypeError('fetch failed'), { cause });
const coded = (code: string) => Object.assign(new Error('to 10.0.0.1 with key 7'), { code });

test.each<[unknown, string]>([
  [Object.assign(new Error('to 10.0.0.1 with key 7'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  [new DOMException('No whole answer in time', 'TimeoutError'), 'TimeoutError'],
  [new TypeError('Invalid URL of key 7'), 'TypeError'],
  [Object.assign(new TypeError('Odd'), { code: 7 }), 'TypeError'],
  [fetchFailed(coded('CERT_HAS_EXPIRED')), 'CERT_HAS_EXPIRED'],
  [fetchFailed(fetchFailed(coded('ENOTFOUND'))), 'ENOTFOUND'],
  [
    fetchFailed(Object.assign(new Error('several'), { errors: [new Error('odd'), coded('ECONNREFUSED')] })),
    'ECONNREFUSED',
  ],
  [fetchFailed(new Error('key 7')), 'TypeError'],
  [{ name: 7 }, 'unknown'],
  [{}, 'unknown'],
  [null, 'unknown'],
  [undefined, 'unknown'],
  ['the text of an error with key 7', 'unknown'],
])('%p is called %s: a code, never its text', (error, code) => {
  expect(codeOf(error)).toBe(code);
});

test('an error that is its own cause is called by its name', () => {
  const error = new TypeError('odd');
  error.cause = error;
  expect(codeOf(error)).toBe('TypeError');
});

test.each([
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['ECONNRESET', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['TimeoutError', 'timeout'],
  ['TypeError', 'network'],
])('%s is called %s in one word', (code, word) => {
  expect(networkCause(code)).toBe(word);
});
