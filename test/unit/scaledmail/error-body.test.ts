import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonOrNull, readErrorBody, withoutSecrets } from '../../../src/scaledmail/error-body.ts';

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
    expect(readErrorBody(body, []).text).toBe(text);
  });

  test.each<{ body: string; retryAfter: number | null }>`
    body                                            | retryAfter
    ${'{"message":"Slow","retryAfter":1795435205}'} | ${1795435205}
    ${'{"error":{},"retryAfter":3}'}                | ${3}
    ${'{"retryAfter":"3"}'}                         | ${null}
    ${'{"message":"Slow"}'}                         | ${null}
    ${'Slow down'}                                  | ${null}
  `('$body asks for $retryAfter', ({ body, retryAfter }) => {
    expect(readErrorBody(body, []).retryAfter).toBe(retryAfter);
  });

  test('whatever the body, there is a text of at most 2000 characters', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 3_000 }), fc.json()), (body) => {
        const { text } = readErrorBody(body, []);
        expect(text.length).toBeGreaterThan(0);
        expect(text.length).toBeLessThanOrEqual(2_000);
      }),
    );
  });
});

describe('secrets', () => {
  const QUOTED = 'pa"ss\\word';
  test.each<{ what: string; body: string; secrets: string[]; text: string }>`
    what                           | body                                                               | secrets                   | text
    ${'stand in the text'}         | ${'{"error":"Bad password hunter2, hunter2!"}'}                    | ${['hunter2']}            | ${'Bad password •••, •••!'}
    ${'stand in a raw body'}       | ${'Bad password hunter2'}                                          | ${['hunter2']}            | ${'Bad password •••'}
    ${'are of one letter'}         | ${'aha'}                                                           | ${['a']}                  | ${'•••h•••'}
    ${'are empty'}                 | ${'Bad password'}                                                  | ${['', '']}               | ${'Bad password'}
    ${'mean something in regexps'} | ${'Bad $&(.*)'}                                                    | ${['$&(.*)']}             | ${'Bad •••'}
    ${'begin with another secret'} | ${'Bad hunter22'}                                                  | ${['hunter', 'hunter22']} | ${'Bad •••'}
    ${'stand in JSON'}             | ${JSON.stringify({ sent: { password: QUOTED } })}                  | ${[QUOTED]}               | ${'{"sent":{"password":"•••"}}'}
    ${'stand in JSON in JSON'}     | ${JSON.stringify({ sent: JSON.stringify({ password: QUOTED }) })}  | ${[QUOTED]}               | ${'{"sent":"{\\"password\\":\\"•••\\"}"}'}
    ${'stand in JSON as error'}    | ${JSON.stringify({ error: JSON.stringify({ password: QUOTED }) })} | ${[QUOTED]}               | ${'{"password":"•••"}'}
    ${'cross the cut'}             | ${`${'x'.repeat(1_998)}hunter2`}                                   | ${['hunter2']}            | ${`${'x'.repeat(1_998)}••`}
  `('that $what are cut out', ({ body, secrets, text }) => {
    expect(readErrorBody(body, secrets).text).toBe(text);
  });

  const secret = fc.string({ minLength: 1 }).filter((value) => !value.includes('•'));

  test('whatever they are and wherever they stand, none is left', () => {
    fc.assert(
      fc.property(secret, secret, fc.string(), fc.string(), (first, second, before, after) => {
        const cleaned = withoutSecrets(`${before}${first}${after}${second}${first}`, [first, second]);
        expect([first, second].filter((each) => cleaned.includes(each))).toEqual([]);
      }),
    );
  });

  test('whatever they are, none is left when the vendor sends our request back as JSON', () => {
    fc.assert(
      fc.property(secret, (password) => {
        const { text } = readErrorBody(JSON.stringify({ received: [password] }), [password]);
        const written = JSON.stringify(password).slice(1, -1);
        expect([password, written].filter((each) => text.includes(each))).toEqual([]);
      }),
    );
  });
});

describe('secrets that the vendor sends back are cut out however its language escapes text', () => {
  const unicode = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const asGo = (value: unknown) => JSON.stringify(value).replaceAll(/[<>&]/g, unicode);
  const asPhp = (value: unknown) =>
    JSON.stringify(value)
      .replaceAll(/[\u0080-\uffff]/g, unicode)
      .replaceAll('/', '\\/');
  const asHtml = (value: unknown) =>
    `<p>${String(value)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&#62;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#x27;')}</p>`;
  const WAYS: Readonly<Record<string, (password: string) => string>> = {
    'JSON of Go': (password) => asGo({ received: { password } }),
    'JSON of Go in JSON': (password) => JSON.stringify({ error: asGo({ password }) }),
    'JSON of PHP': (password) => asPhp({ received: { password } }),
    'JSON of PHP in JSON': (password) => JSON.stringify({ error: asPhp({ password }) }),
    'JSON of Python in upper case': (password) =>
      asPhp({ password }).replaceAll(/u([0-9a-f]{4})/g, (_, hex: string) => `u${hex.toUpperCase()}`),
    HTML: asHtml,
    'an address': (password) => `Cannot read password=${encodeURIComponent(password)}`,
    'a form': (password) => `Cannot read ${new URLSearchParams({ password }).toString()}`,
    'an address in JSON of Go': (password) => asGo({ message: `/x?a=1&password=${encodeURIComponent(password)}` }),
    'a trimmed text': (password) => `Bad password: "${password.trim()}"`,
  };
  const PASSWORDS = [
    'a&b<c>1',
    'pässwörd',
    'ab/cd/ef',
    'p w"x&y',
    "it's",
    'né&/+%41"',
    'a\\u0026b&c',
    ' 😀 &',
    '100%25é/',
  ];
  const ESCAPED = 'Bad&#32;password+or&#x20;name';

  test.each(Object.keys(WAYS).flatMap((way) => PASSWORDS.map((password) => [way, password] as const)))(
    '%s: %s',
    (way, password) => {
      const body = WAYS[way]?.(password) ?? '';
      const { text } = readErrorBody(body, [password]);
      expect(text).toContain('•••');
      expect(text).not.toContain(password.trim());
      expect(readErrorBody(body, []).text).not.toBe(text);
    },
  );

  test.each([
    ['no text', '100% of a+b &amp; \\u0041 \\/ %41', 'hunter2'],
    ['a backslash', ESCAPED, '\\'],
    ['only spaces', ESCAPED, '   '],
  ])('a text without the secret stays as it is: %s', (_, body, secret) => {
    expect(readErrorBody(body, [secret]).text).toBe(body);
  });

  test.each(['&#x110000;', '&#9999999;', '%ff%fe', '\\ud800', '&#;', '%'])(
    '%s is no text, and breaks nothing',
    (odd) => {
      expect(readErrorBody(`${odd} a%26b`, ['a&b']).text).toContain('•••');
    },
  );
});

test('what is not JSON is read as null', () => {
  expect([jsonOrNull('{"a":1}'), jsonOrNull('null'), jsonOrNull(''), jsonOrNull('<html>')]).toEqual([
    { a: 1 },
    null,
    null,
    null,
  ]);
});
