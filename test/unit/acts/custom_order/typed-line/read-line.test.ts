import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineAsForm } from '../../../../../src/acts/custom_order/typed-line/line-as-form.ts';
import { readLine, type TypedOrder } from '../../../../../src/acts/custom_order/typed-line/read-line.ts';

const nothing: TypedOrder = { label: '', sender: '', redirect: '', domains: {}, ofNoProvider: [], notUnderstood: [] };

test.each<[line: string, said: Partial<TypedOrder>]>([
  ['', {}],
  [
    'google acme-mail.com acme-hq.com as "Jane Doe" for acme',
    { domains: { google: ['acme-mail.com', 'acme-hq.com'] }, sender: 'Jane Doe', label: 'acme' },
  ],
  [
    'for Acme, spring campaign as Jane van der Meer google a.com to https://acme.com/x,y outlook b.com',
    {
      label: 'Acme, spring campaign',
      sender: 'Jane van der Meer',
      redirect: 'https://acme.com/x,y',
      domains: { google: ['a.com'], outlook: ['b.com'] },
    },
  ],
  [
    'Google: a.com, b.com; c.com and d.com & e.com',
    { domains: { google: ['a.com', 'b.com', 'c.com', 'd.com', 'e.com'] } },
  ],
  ['google a.com outlook b.com google c.com', { domains: { google: ['a.com', 'c.com'], outlook: ['b.com'] } }],
  [
    'google a.com as “Jane Doe” for ‘Acme, to you’',
    { domains: { google: ['a.com'] }, sender: 'Jane Doe', label: 'Acme, to you' },
  ],
  ["as 'Zoë O'Neil' for «Acme»", { sender: "Zoë O'Neil", label: 'Acme' }],
  ["as Zoë O'Neil for Rita's team", { sender: "Zoë O'Neil", label: "Rita's team" }],
  ['as Ada St.John a.com', { sender: 'Ada St.John', ofNoProvider: ['a.com'] }],
  ['google <https://a.com|a.com> <b.com>', { domains: { google: ['<https://a.com|a.com>', '<b.com>'] } }],
  [
    'google a.com to <https://acme.com|acme.com>',
    { domains: { google: ['a.com'] }, redirect: '<https://acme.com|acme.com>' },
  ],
  ['a.com b.com google', { domains: { google: ['a.com', 'b.com'] } }],
  ['a.com google b.com', { ofNoProvider: ['a.com'], domains: { google: ['b.com'] } }],
  ['GOOGLE ACME.COM AS Jane FOR Acme', { domains: { google: ['ACME.COM'] }, sender: 'Jane', label: 'Acme' }],
  ['google mail.acme.com jane@acme.com a..com', { domains: { google: ['mail.acme.com', 'jane@acme.com', 'a..com'] } }],
  ['for outlook of acme, from us to you', { label: 'outlook of acme, from us to you' }],
  ['for acme.com outlook b.com', { label: 'acme.com', domains: { outlook: ['b.com'] } }],
  ['for Acme v2.0 for spring', { label: 'Acme v2.0 for spring' }],
])('%s', (line, said) => {
  expect(readLine(line)).toEqual({ ...nothing, ...said });
});

describe('what is not understood is told as it was typed', () => {
  test.each<[line: string, notUnderstood: string[]]>([
    ['xyz', ['xyz']],
    ['google 70 a.com please, now', ['70', 'please, now']],
    ['google a.com for "acme" coupon SAVE10', ['coupon SAVE10']],
    ['as "Jane Doe" as "Ben Ito" google a.com', ['as "Ben Ito"']],
    ['to a.com to b.com', ['to b.com']],
    ['google a.com as', ['as']],
    ['as google a.com', ['as']],
    ['for', ['for']],
    ['to as Jane', ['to']],
    ['<!channel>', ['<!channel>']],
  ])('%s', (line, notUnderstood) => {
    expect(readLine(line).notUnderstood).toEqual(notUnderstood);
  });
});

test('every word of every line is somewhere in what was read', () => {
  const word = fc.constantFrom(
    'google',
    'outlook',
    'as',
    'for',
    'to',
    'a.com',
    'https://b.com',
    '"Jane Doe"',
    'x',
    'O’Neil',
    ',',
    '“',
    "'",
    '<c.com>',
    'and',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const read = readLine(words.join(' '));
      const told = JSON.stringify([...Object.values(read), Object.entries(read.domains)]);
      const kept = ['a.com', 'https://b.com', 'Jane Doe', 'x', 'O’Neil', '<c.com>'];
      for (const each of words.map((text) => text.replaceAll('"', ''))) {
        if (kept.includes(each)) expect(told).toContain(each);
      }
    }),
  );
});

describe('the form', () => {
  const filled = (line: string) => lineAsForm(readLine(line), 'smtp');

  test('is left open where nothing was said', () => {
    expect(filled('xyz')).toEqual({});
    expect(filled('google for Acme')).toEqual({ label: 'Acme', providers: ['google'], domainText: { google: '' } });
  });

  test('takes a domain a line, with the redirect of all', () => {
    expect(filled('outlook c.com google a.com b.com as Jane Doe to https://acme.com/x,y')).toEqual({
      defaultName: 'Jane Doe',
      providers: ['google', 'outlook'],
      defaultRedirect: 'https://acme.com/x,y',
      domainText: { google: 'a.com\nb.com', outlook: 'c.com' },
    });
  });

  test('puts domains of no provider at the usual one', () => {
    expect(filled('a.com')).toEqual({ providers: ['smtp'], domainText: { smtp: 'a.com' } });
  });

  test('is not filled in with what does not fit into a field', () => {
    const names = Array.from({ length: 100 }, (_, index) => `acme-outreach-${index}.com`).join(' ');
    expect(filled(`google ${names}`)).not.toBeNull();
    expect(filled(`google a.com to https://acme.com/${'a'.repeat(3_000)}`)).toBeNull();
    expect(filled(`google ${`${names} `.repeat(12)}`)).toBeNull();
    expect(filled(`as "${'Ada '.repeat(260)}Park"`)).toBeNull();
  });
});
