import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cancelOutcome } from '../../../../src/scaledmail/once/cancel-answer.ts';
import type { CallOutcome } from '../../../../src/service/ports/vendor.ts';
import { property } from '../../../support/property/check.ts';

const KEY = 'k-9!x-secret';
const answered = (status: number, body: unknown): CallOutcome =>
  cancelOutcome({ status, text: typeof body === 'string' ? body : JSON.stringify(body), isWhole: true }, false, KEY);
const saying = (error: string) => ({ error });

describe('a success accepts when it says so', () => {
  test.each([
    [{ success: true, message: 'Subscription canceled successfully.' }],
    [{ success: true, message: '' }],
    [{ success: true, message: null }],
    [{ success: true }],
  ])('%j', (body) => {
    for (const status of [200, 202, 299])
      expect(answered(status, body)).toEqual({ type: 'confirmed', vendorOrderId: null });
  });
});

describe('any other success is unfamiliar, and its names are told', () => {
  test.each<[unknown, string[]]>([
    [{}, []],
    [{ success: false, message: 'It could not be cancelled' }, ['success', 'message']],
    [{ success: 'true' }, ['success']],
    [{ message: 'Subscription canceled successfully.' }, ['message']],
    [{ success: true, message: 7 }, ['success', 'message']],
    [{ success: true, error: 'No' }, ['success', 'error']],
    [{ success: true, data: {} }, ['success', 'data']],
    [{ data: { status: 'Cancelled' } }, ['data']],
    [[], ['array']],
    ['null', ['null']],
    ['', ['nothing']],
    ['<html>Welcome</html>', ['no JSON']],
  ])('%j', (body, keys) => {
    expect(answered(200, body)).toEqual({ type: 'unfamiliar', keys });
  });

  test('one that is too long to be read is too', () => {
    expect(cancelOutcome({ status: 200, text: '{"success":true}', isWhole: false }, false, KEY)).toEqual({
      type: 'unfamiliar',
      keys: ['too long'],
    });
  });
});

describe('a refusal proves nothing by itself, whatever it says', () => {
  test.each<[number, string]>([
    [400, 'Subscription is already cancelled'],
    [400, 'The subscription is not already cancelled'],
    [409, 'This order has ALREADY been Cancelled.'],
    [404, 'Not found'],
    [400, 'Subscription created but unable to charge'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [421, 'Misdirected'],
    [428, 'No'],
    [430, 'No'],
    [498, 'No'],
  ])('%i that says %j', (status, said) => {
    expect(answered(status, saying(said))).toEqual({ type: 'rejected', message: said });
  });

  test('carries the words of the vendor, if there are any', () => {
    expect(answered(400, { message: 'Ask support' })).toEqual({ type: 'rejected', message: 'Ask support' });
    expect(answered(404, '')).toEqual({ type: 'rejected', message: '(no reason given)' });
  });
});

describe('an answer that is neither', () => {
  test.each<[number, CallOutcome]>([
    [300, { type: 'unfamiliar', keys: ['redirect'] }],
    [399, { type: 'unfamiliar', keys: ['redirect'] }],
    [408, { type: 'no_answer' }],
    [429, { type: 'not_sent', reason: 'rate_limited' }],
    [499, { type: 'no_answer' }],
    [500, { type: 'server_error', message: 'Already cancelled' }],
    [599, { type: 'server_error', message: 'Already cancelled' }],
  ])('of %i', (status, outcome) => {
    expect(answered(status, saying('Already cancelled'))).toEqual(outcome);
  });
});

property(
  'whatever is answered, something is made of it, and the key is not in it',
  fc.record({
    status: fc.integer({ min: 200, max: 599 }),
    text: fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('{"success":true,"message":"k-9!x-secret"}', '{"k-9!x-secret":1}', '{"error":"k-9!x-secret"}'),
    ),
    isWhole: fc.boolean(),
  }),
  (answer) => {
    expect(JSON.stringify(cancelOutcome(answer, false, KEY))).not.toContain(KEY);
  },
  { runs: 200 },
);
