import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cancelCallOutcome } from '../../../../src/scaledmail/once/cancel-answer.ts';
import type { CancelCallOutcome } from '../../../../src/service/ports/vendor.ts';
import { property } from '../../../support/property/check.ts';

const answered = (status: number, body: unknown): CancelCallOutcome =>
  cancelCallOutcome({ status, text: typeof body === 'string' ? body : JSON.stringify(body), isWhole: true }, []);
const saying = (error: string) => ({ error });

describe('a success accepts when it says so', () => {
  test.each([
    [{ success: true, message: 'Subscription canceled successfully.' }],
    [{ success: true, message: '' }],
    [{ success: true, message: null }],
    [{ success: true }],
  ])('%j', (body) => {
    for (const status of [200, 202, 299]) expect(answered(status, body)).toEqual({ type: 'accepted' });
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
    expect(cancelCallOutcome({ status: 200, text: '{"success":true}', isWhole: false }, [])).toEqual({
      type: 'unfamiliar',
      keys: ['too long'],
    });
  });
});

describe('a refusal', () => {
  test.each<[number, string, CancelCallOutcome['type']]>([
    [400, 'Subscription is already cancelled', 'already_cancelled'],
    [400, 'Subscription already canceled', 'already_cancelled'],
    [409, 'This order has ALREADY been Cancelled.', 'already_cancelled'],
    [422, 'The order was cancelled already', 'already_cancelled'],
    [404, 'Already cancelled', 'already_cancelled'],
    [404, 'Not found', 'unknown_order'],
    [404, '', 'unknown_order'],
    [400, 'The subscription is not already cancelled', 'refused'],
    [400, 'It has not been cancelled already', 'refused'],
    [400, 'Payment already made: it cannot be cancelled', 'refused'],
    [400, 'Cancelled orders are not shown', 'refused'],
    [400, 'The request was refused', 'refused'],
    [401, 'Unauthorized', 'refused'],
    [403, 'Forbidden', 'refused'],
    [421, 'Misdirected', 'refused'],
    [428, 'No', 'refused'],
    [430, 'No', 'refused'],
    [498, 'No', 'refused'],
  ])('of %i that says %j is %s', (status, said, type) => {
    expect(answered(status, saying(said))).toMatchObject({ type });
  });

  test('carries the words of the vendor', () => {
    expect(answered(400, saying('Ask support'))).toEqual({ type: 'refused', message: 'Ask support' });
    expect(answered(404, '')).toEqual({ type: 'unknown_order', message: '(no reason given)' });
    expect(answered(400, { message: 'Already cancelled' })).toEqual({
      type: 'already_cancelled',
      message: 'Already cancelled',
    });
  });
});

describe('an answer that is neither', () => {
  test.each<[number, CancelCallOutcome]>([
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
  'whatever is answered, something is made of it, and no secret is in it',
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
    expect(JSON.stringify(cancelCallOutcome(answer, ['k-9!x-secret']))).not.toContain('k-9!x-secret');
  },
  { runs: 200 },
);
