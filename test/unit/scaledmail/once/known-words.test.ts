import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Answer } from '../../../../src/scaledmail/once/answer.ts';
import { cancelOutcome } from '../../../../src/scaledmail/once/cancel-answer.ts';
import { COUPON_REFUSED, WORDS_WITHHELD, wordsOf } from '../../../../src/scaledmail/once/known-words.ts';
import { spendOutcome } from '../../../../src/scaledmail/once/spend-answer.ts';
import type { CallOutcome } from '../../../../src/service/ports/vendor.ts';
import { property } from '../../../support/property/check.ts';
import { spellings } from '../../../support/servers/spellings.ts';

const KEY = 'key-of-the-account';
const UNABLE = 'Subscription created but unable to charge';

/** All sentences that come through. */
const SENTENCES = [
  '(no reason given)',
  '(too long to show)',
  UNABLE,
  'Too many critical operations, please try again later.',
  'Internal server error',
  'Unauthorized',
  'domain is required',
  'Invalid domain',
];
/** All names and shapes that are told. */
const NAMES = [
  ...['success', 'ok', 'status', 'message', 'error', 'errors', 'id', 'order_id', 'payment_id', 'data', 'other'],
  ...['redirect', 'too long', 'array', 'string', 'number', 'boolean', 'null', 'nothing', 'no JSON'],
];

describe('where logins were sent', () => {
  test.each(SENTENCES.slice(2))('the sentence %j comes through, however it is told', (sentence) => {
    const bodies = [
      sentence,
      ` ${sentence}\n`,
      { error: sentence },
      { message: sentence },
      { error: '', message: sentence },
    ];
    for (const body of bodies) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      expect(wordsOf(text, true, KEY)).toBe(sentence);
    }
  });

  test('one in other capitals comes through as we write it', () => {
    expect(wordsOf(`{"error":"${UNABLE.toUpperCase()}"}`, true, KEY)).toBe(UNABLE);
  });

  test('an answer without words says so, and so does one that is too long', () => {
    expect(wordsOf(' \n', true, KEY)).toBe('(no reason given)');
    expect(wordsOf('x'.repeat(70_000), true, KEY)).toBe('(too long to show)');
  });

  test.each([
    'Login failed for ops@northwind.example',
    'Invalid domain: hunter2',
    `${UNABLE}.`,
    '{"detail":"Invalid domain"}',
    '<p>Unauthorized</p>',
  ])('%j does not: part of it is not known', (said) => {
    expect(wordsOf(said, true, KEY)).toBe(WORDS_WITHHELD);
    expect(wordsOf(JSON.stringify({ error: said }), true, KEY)).toBe(WORDS_WITHHELD);
  });

  test('but that it names the coupon is told', () => {
    expect(wordsOf('{"error":"Coupon FREE of hunter2 is invalid"}', true, KEY)).toBe(COUPON_REFUSED);
    expect(wordsOf('{"error":"Invalid coupons2go"}', true, KEY)).toBe(WORDS_WITHHELD);
  });

  test('but what the words mean is known all the same', () => {
    const answer: Answer = { status: 400, text: JSON.stringify({ error: `${UNABLE}: hunter2` }), isWhole: true };
    expect(spendOutcome(answer, true, KEY)).toEqual({ type: 'not_charged', message: WORDS_WITHHELD });
  });

  test('no number of an order is believed', () => {
    const answer: Answer = { status: 200, text: '{"success":true,"id":"rec1"}', isWhole: true };
    expect(spendOutcome(answer, true, KEY)).toEqual({ type: 'confirmed', vendorOrderId: null });
  });

  test('names of an unfamiliar answer are told when they are known', () => {
    const answer: Answer = { status: 200, text: '{"id":"rec1","hunter2":1,"message":"No"}', isWhole: true };
    expect(spendOutcome(answer, true, KEY)).toEqual({ type: 'unfamiliar', keys: ['id', 'other', 'message'] });
  });

  /** What an outcome holds of the answer. */
  function partsOf(outcome: CallOutcome): readonly (string | null)[] {
    if ('message' in outcome) return [outcome.message];
    if ('vendorOrderId' in outcome) return [outcome.vendorOrderId];
    return 'keys' in outcome ? outcome.keys : [];
  }

  const login = fc.string({ minLength: 1, maxLength: 20 });
  const said = login.chain((secret) => fc.constantFrom(...Object.values(spellings(secret))));
  const body = fc.oneof(
    said,
    fc.json(),
    said.map((words) => JSON.stringify({ error: words })),
    said.map((words) => JSON.stringify({ message: `${UNABLE}: ${words}` })),
    said.map((words) => JSON.stringify({ [words]: words })),
    said.map((words) => JSON.stringify({ success: true, id: words })),
    fc.constantFrom(...SENTENCES),
  );

  property(
    'whatever is answered, nothing comes through but what is known',
    fc.record({ status: fc.integer({ min: 200, max: 599 }), text: body, isWhole: fc.boolean() }),
    (answer) => {
      for (const judge of [spendOutcome, cancelOutcome]) {
        const parts = partsOf(judge(answer, true, KEY));
        const known = [null, WORDS_WITHHELD, COUPON_REFUSED, ...SENTENCES, ...NAMES];
        expect(parts.filter((part) => !known.includes(part))).toEqual([]);
      }
    },
    { runs: 500 },
  );
});

describe('where none were sent', () => {
  test.each([
    ['{"error":"No credit left"}', 'No credit left'],
    ['<h1>Bad gateway</h1>', '<h1>Bad gateway</h1>'],
    [`{"error":"Key ${KEY} may not order"}`, 'Key ••• may not order'],
  ])('%s says %j: only the key is cut out', (text, words) => {
    expect(wordsOf(text, false, KEY)).toBe(words);
  });
});
