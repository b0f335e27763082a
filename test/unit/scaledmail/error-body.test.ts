import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { errorText, jsonOrNull, retryAfterIn, withoutKey } from '../../../src/scaledmail/error-body.ts';

const KEY = 'key-of-the-account';
const LONG = 'x'.repeat(2_500);
/** One character more than is looked into. */
const PAGE = 'x'.repeat(65_537);

describe('what an error body says', () => {
  test.each<{ body: string; text: string }>`
    body                                                | text
    ${'{"error":"Invalid domain"}'}                     | ${'Invalid domain'}
    ${'{"message":"Unauthorized"}'}                     | ${'Unauthorized'}
    ${'{"error":"Too low","message":"Below minimum"}'}  | ${'Too low'}
    ${'{"error":"","message":"Below minimum"}'}         | ${'Below minimum'}
    ${'{"error":" ","message":"Below minimum"}'}        | ${'Below minimum'}
    ${'{"error":{"code":7},"message":"Below minimum"}'} | ${'Below minimum'}
    ${'{"error":null,"message":"Below minimum"}'}       | ${'Below minimum'}
    ${'{"error":"Slow down","retryAfter":"later"}'}     | ${'Slow down'}
    ${'{"detail":"Nope"}'}                              | ${'{"detail":"Nope"}'}
    ${'{"error":["a","b"]}'}                            | ${'{"error":["a","b"]}'}
    ${'["Nope"]'}                                       | ${'["Nope"]'}
    ${'"Nope"'}                                         | ${'"Nope"'}
    ${'null'}                                           | ${'null'}
    ${'<h1>Bad gateway</h1>'}                           | ${'<h1>Bad gateway</h1>'}
    ${'Subscription created but unable to charge'}      | ${'Subscription created but unable to charge'}
    ${'{"error":"cut sho'}                              | ${'{"error":"cut sho'}
    ${''}                                               | ${'(no reason given)'}
    ${' \n'}                                            | ${'(no reason given)'}
    ${LONG}                                             | ${LONG.slice(0, 2_000)}
    ${JSON.stringify({ error: LONG })}                  | ${LONG.slice(0, 2_000)}
    ${PAGE.slice(1)}                                    | ${LONG.slice(0, 2_000)}
    ${PAGE}                                             | ${'(too long to show)'}
  `('$body', ({ body, text }) => {
    expect(errorText(body, KEY)).toBe(text);
  });

  test.each<{ body: string; retryAfter: number | null }>`
    body                                            | retryAfter
    ${'{"message":"Slow","retryAfter":1795435205}'} | ${1795435205}
    ${'{"error":{},"retryAfter":3}'}                | ${3}
    ${'{"retryAfter":"3"}'}                         | ${null}
    ${'{"message":"Slow"}'}                         | ${null}
    ${'Slow down'}                                  | ${null}
    ${'{"retryAfter":3}'.padEnd(65_536)}            | ${3}
    ${'{"retryAfter":3}'.padEnd(65_537)}            | ${null}
  `('$body asks for $retryAfter', ({ body, retryAfter }) => {
    expect(retryAfterIn(body)).toBe(retryAfter);
  });

  test('whatever the body, there is a text of at most 2000 characters', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 3_000 }), fc.json()), (body) => {
        const text = errorText(body, KEY);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(2_000);
      }),
    );
  });
});

describe('the key of the API', () => {
  const ODD = 'k"e\\y/+=';
  test.each<{ what: string; body: string; key: string; text: string }>`
    what                            | body                                                       | key         | text
    ${'stands in the text'}         | ${`{"error":"Bad key ${KEY}, ${KEY}!"}`}                   | ${KEY}      | ${'Bad key •••, •••!'}
    ${'stands in a raw body'}       | ${`Bad key ${KEY}`}                                        | ${KEY}      | ${'Bad key •••'}
    ${'means something in regexps'} | ${'Bad $&(.*)'}                                            | ${'$&(.*)'} | ${'Bad •••'}
    ${'stands in JSON'}             | ${JSON.stringify({ sent: { key: ODD } })}                  | ${ODD}      | ${'{"sent":{"key":"•••"}}'}
    ${'stands in JSON in JSON'}     | ${JSON.stringify({ sent: JSON.stringify({ key: ODD }) })}  | ${ODD}      | ${'{"sent":"{\\"key\\":\\"•••\\"}"}'}
    ${'stands in JSON as error'}    | ${JSON.stringify({ error: JSON.stringify({ key: ODD }) })} | ${ODD}      | ${'{"key":"•••"}'}
    ${'stands in an address'}       | ${`Cannot read ?key=${encodeURIComponent(ODD)}`}           | ${ODD}      | ${'Cannot read ?key=•••'}
    ${'crosses the cut'}            | ${`${'x'.repeat(1_998)}${KEY}`}                            | ${KEY}      | ${`${'x'.repeat(1_998)}••`}
  `('that $what is cut out', ({ body, key, text }) => {
    expect(errorText(body, key)).toBe(text);
  });

  /** What can stand in a header. */
  const key = fc.stringMatching(/^[!-~]{1,40}$/);

  test('whatever it is and wherever it stands, none of it is left', () => {
    fc.assert(
      fc.property(key, fc.string(), fc.string(), (secret, before, after) => {
        expect(withoutKey(`${before}${secret}${after}${secret}`, secret)).not.toContain(secret);
      }),
    );
  });

  test('whatever it is, none of it is left when the vendor sends our request back as JSON', () => {
    fc.assert(
      fc.property(key, (secret) => {
        const text = errorText(JSON.stringify({ received: { authorization: `Bearer ${secret}` } }), secret);
        const written = JSON.stringify(secret).slice(1, -1);
        expect(
          ['authorization', 'received', 'Bearer'].some((word) => word.includes(secret)) || !text.includes(written),
        ).toBe(true);
      }),
    );
  });
});

test('what is not JSON is read as null', () => {
  expect([jsonOrNull('{"a":1}'), jsonOrNull('null'), jsonOrNull(''), jsonOrNull('<html>')]).toEqual([
    { a: 1 },
    null,
    null,
    null,
  ]);
});
