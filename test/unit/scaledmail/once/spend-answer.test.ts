import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spendOutcome } from '../../../../src/scaledmail/once/spend-answer.ts';
import type { CallOutcome } from '../../../../src/service/ports/vendor.ts';
import { property } from '../../../support/property/check.ts';

const KEY = 'k-9!x-secret';
const answered = (status: number, text: string, hasLogins = false): CallOutcome =>
  spendOutcome({ status, text, isWhole: true }, hasLogins, KEY);
const UNABLE = 'Subscription created but unable to charge';

describe('a success that confirms', () => {
  test.each<[string, string | null]>([
    ['{}', null],
    [' {} \n', null],
    ['{"success":true}', null],
    ['{"success":true}'.padEnd(65_536), null],
    ['{"id":"rec1"}', 'rec1'],
    ['{"order_id":"rec1","id":"other"}', 'rec1'],
    ['{"payment_id":"rec1","id":"other"}', 'rec1'],
    ['{"success":true,"id":"rec1"}', 'rec1'],
    ['{"success":true,"order_id":"rec1","payment_id":"other"}', 'rec1'],
  ])('%s', (text, vendorOrderId) => {
    for (const status of [200, 201, 299]) expect(answered(status, text)).toEqual({ type: 'confirmed', vendorOrderId });
  });
});

describe('any other success is unfamiliar, and its names are told', () => {
  test.each<[string, string[]]>([
    ['{"errors":[{"domain":"taken"}]}', ['errors']],
    ['{"status":"failed"}', ['status']],
    ['{"ok":false}', ['ok']],
    ['{"success":false}', ['success']],
    ['{"success":"true"}', ['success']],
    ['{"error":"No card"}', ['error']],
    ['{"message":"Thanks"}', ['message']],
    ['{"success":true,"message":"Your card was declined"}', ['success', 'message']],
    ['{"success":true,"message":null}', ['success', 'message']],
    ['{"id":"rec1","message":"Failed"}', ['id', 'message']],
    ['{"success":true,"errors":[]}', ['success', 'errors']],
    ['{"success":true,"message":"Subscription created"}', ['success', 'message']],
    ['{"success":true}'.padEnd(65_537), ['too long']],
    ['{"success":true,"data":{"id":"rec1"}}', ['success', 'data']],
    ['{"id":"rec1","status":"Failed"}', ['id', 'status']],
    ['{"id":7}', ['id']],
    ['{"id":null}', ['id']],
    ['{"id":"","order_id":"rec1"}', ['id', 'order_id']],
    [`{"id":"${'x'.repeat(201)}"}`, ['id']],
    ['{"__proto__":{"errors":1}}', ['__proto__']],
    ['[]', ['array']],
    ['[{"id":"rec1"}]', ['array']],
    ['"no"', ['string']],
    ['false', ['boolean']],
    ['0', ['number']],
    ['null', ['null']],
    ['', ['nothing']],
    [' \n', ['nothing']],
    ['<html>Welcome</html>', ['no JSON']],
  ])('%s', (text, keys) => {
    expect(answered(200, text)).toEqual({ type: 'unfamiliar', keys });
  });

  test('of many and long names the first are told, each how it begins', () => {
    const long = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index} ${'x'.repeat(100)}`, 'value']));
    const outcome = answered(200, JSON.stringify(long));
    expect(outcome).toMatchObject({ type: 'unfamiliar', keys: { length: 12 } });
    expect(JSON.stringify(outcome).length).toBeLessThan(700);
    expect(JSON.stringify(outcome)).not.toContain('value');
  });

  test('and a name is never cut through the key', () => {
    const outcome = answered(200, JSON.stringify({ [`${'x'.repeat(30)}${KEY}`]: 1 }));
    expect(outcome).toEqual({ type: 'unfamiliar', keys: [`${'x'.repeat(30)}•••`] });
  });

  test('a redirect has no names, whatever it brings along', () => {
    for (const hasLogins of [false, true]) {
      expect(answered(307, '{"id":"rec1","at":1}', hasLogins)).toEqual({ type: 'unfamiliar', keys: ['redirect'] });
    }
  });

  test('one that is too long to be read is too', () => {
    expect(spendOutcome({ status: 200, text: '{}', isWhole: false }, false, KEY)).toEqual({
      type: 'unfamiliar',
      keys: ['too long'],
    });
  });
});

describe('an order whose card was not charged', () => {
  test.each<[number, string, string]>([
    [200, JSON.stringify({ message: UNABLE }), UNABLE],
    [200, JSON.stringify({ success: true, message: UNABLE }), UNABLE],
    [200, JSON.stringify({ id: 'rec1', error: UNABLE }), UNABLE],
    [201, UNABLE, UNABLE],
    [307, UNABLE, UNABLE],
    [400, JSON.stringify({ error: UNABLE }), UNABLE],
    [400, JSON.stringify({ error: 'Payment', message: UNABLE }), 'Payment'],
    [400, JSON.stringify({ error: 'Subscription created' }), 'Subscription created'],
    [402, JSON.stringify({ message: 'UNABLE TO CHARGE card' }), 'UNABLE TO CHARGE card'],
    [408, UNABLE, UNABLE],
    [429, UNABLE, UNABLE],
    [500, JSON.stringify({ error: UNABLE }), UNABLE],
  ])('is told by %i with %s', (status, text, message) => {
    expect(answered(status, text)).toEqual({ type: 'not_charged', message });
  });
});

describe('an answer that is no success', () => {
  const said = JSON.stringify({ error: 'Said so' });
  test.each<[number, CallOutcome]>([
    [300, { type: 'unfamiliar', keys: ['redirect'] }],
    [302, { type: 'unfamiliar', keys: ['redirect'] }],
    [399, { type: 'unfamiliar', keys: ['redirect'] }],
    [400, { type: 'rejected', message: 'Said so' }],
    [403, { type: 'rejected', message: 'Said so' }],
    [408, { type: 'server_error', message: 'Said so' }],
    [421, { type: 'rejected', message: 'Said so' }],
    [428, { type: 'rejected', message: 'Said so' }],
    [429, { type: 'not_sent', reason: 'rate_limited' }],
    [430, { type: 'rejected', message: 'Said so' }],
    [498, { type: 'rejected', message: 'Said so' }],
    [499, { type: 'server_error', message: 'Said so' }],
    [500, { type: 'server_error', message: 'Said so' }],
    [599, { type: 'server_error', message: 'Said so' }],
  ])('of %i', (status, outcome) => {
    expect(answered(status, said)).toEqual(outcome);
  });

  test('without a reason says so', () => {
    expect(answered(400, '')).toEqual({ type: 'rejected', message: '(no reason given)' });
  });
});

property(
  'whatever is answered, something is made of it, and the key is not in it',
  fc.record({
    status: fc.integer({ min: 200, max: 599 }),
    text: fc.oneof(
      fc.string(),
      fc.json(),
      fc.object({ key: fc.constantFrom('id', 'success', KEY) }).map((value) => JSON.stringify(value)),
      fc.constantFrom('{"id":"k-9!x-secret"}', '{"k-9!x-secret":1}', '"k-9!x-secret"', '{"error":"k-9!x-secret"}'),
    ),
    isWhole: fc.boolean(),
  }),
  (answer) => {
    expect(JSON.stringify(spendOutcome(answer, false, KEY))).not.toContain(KEY);
  },
  { runs: 300 },
);
