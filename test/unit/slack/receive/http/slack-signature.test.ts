import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { isValidSlackRequest } from '@slack/bolt';
import fc from 'fast-check';
import { signatureProblem } from '../../../../../src/slack/receive/http/slack-signature.ts';
import { property } from '../../../../support/property/check.ts';

const SECRET = 'a-signing-secret';
const NOW_MS = 1_764_000_000_000;
const NOW_SECONDS = NOW_MS / 1_000;

const sign = (timestamp: string, body: string, secret = SECRET) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
const problemOf = (timestamp: string | undefined, signature: string | undefined, body: string) =>
  signatureProblem(
    { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature },
    Buffer.from(body),
    SECRET,
    NOW_MS,
  );

describe('the signature of a request', () => {
  property(
    'is accepted and refused as by Bolt’s own check',
    fc.record({
      body: fc.string({ unit: 'binary-ascii' }),
      ageSeconds: fc.oneof(fc.integer({ min: -10, max: 10 }), fc.integer({ min: 295, max: 305 })),
      secret: fc.constantFrom(SECRET, SECRET, 'another'),
      spoil: fc.constantFrom<(signature: string) => string>(
        (signature) => signature,
        (signature) => signature.slice(0, -1),
        (signature) => signature.toUpperCase(),
        (signature) => signature.replace('v0=', 'v1='),
        (signature) => signature.replace('v0=', ''),
        (signature) => `${signature.slice(0, -1)}é`,
        () => '',
        () => 'v0=',
      ),
    }),
    ({ body, ageSeconds, secret, spoil }) => {
      const seconds = NOW_SECONDS - ageSeconds;
      const signature = spoil(sign(String(seconds), body, secret));
      const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds };
      const isValid = isValidSlackRequest({ signingSecret: SECRET, body, headers, nowMilliseconds: NOW_MS });
      expect(problemOf(String(seconds), signature, body) === null).toBe(isValid);
    },
    { runs: 500 },
  );

  const good = sign(String(NOW_SECONDS), 'text=help');
  test.each<{ what: string; timestamp: string | undefined; signature: string | undefined; problem: string | null }>`
    what                    | timestamp                    | signature    | problem
    ${'that fits'}          | ${String(NOW_SECONDS)}       | ${good}      | ${null}
    ${'that is missing'}    | ${String(NOW_SECONDS)}       | ${undefined} | ${'its headers are missing'}
    ${'without a time'}     | ${undefined}                 | ${good}      | ${'its headers are missing'}
    ${'whose time is none'} | ${'noon'}                    | ${good}      | ${'its time is none'}
    ${'that is too old'}    | ${String(NOW_SECONDS - 301)} | ${good}      | ${'it is older than five minutes'}
    ${'of another time'}    | ${String(NOW_SECONDS - 1)}   | ${good}      | ${'its signature does not fit'}
  `('$what: $problem', ({ timestamp, signature, problem }) => {
    expect(problemOf(timestamp, signature, 'text=help')).toBe(problem);
  });
});
