import { describe, expect, test } from '@jest/globals';
import type { OrderedDomain } from '../../../../src/acts/custom_order/custom-order.ts';
import { oddities } from '../../../../src/acts/custom_order/looks-odd.ts';

const domain = (name: string, redirect?: string): OrderedDomain => ({
  name,
  naming: { form: 'names', firstName: 'Ada', lastName: 'Park' },
  ...(redirect === undefined ? {} : { redirect }),
});
const sentBy = (firstName: string, lastName: string): OrderedDomain => ({
  name: 'getacme.com',
  naming: { form: 'names', firstName, lastName },
});
const google = (...domains: [OrderedDomain, ...OrderedDomain[]]) => ({
  lines: [{ provider: 'google' as const, domains }],
});

const pictureOf = (name: string): OrderedDomain => ({
  ...domain(name),
  naming: {
    form: 'aliases',
    aliases: [{ firstName: 'Ada', lastName: 'Park', alias: 'ada', profilePicture: 'https://acme.com/ada.png' }],
  },
});

test('a line without a redirect, or without a picture, among others that have one may not be meant', () => {
  const pictured = { ...domain('c.com', 'https://acme.com'), profilePicture: 'https://acme.com/ada.png' };
  const mixed = google(domain('a.com', 'https://acme.com'), domain('b.com'), pictured);
  expect(oddities(mixed).lacking).toEqual([
    { what: 'redirect', domains: ['b.com'], of: 3 },
    { what: 'picture', domains: ['a.com', 'b.com'], of: 3 },
  ]);
  const across = {
    lines: [
      { provider: 'google' as const, domains: [domain('a.com', 'https://acme.com')] },
      { provider: 'smtp' as const, domains: [domain('b.com')] },
    ],
  };
  expect(oddities(across).lacking).toEqual([{ what: 'redirect', domains: ['b.com'], of: 2 }]);
});

test('where all have a redirect, or none has, nothing is asked', () => {
  expect(oddities(google(domain('a.com'), domain('b.com'))).lacking).toEqual([]);
  expect(oddities(google(pictureOf('a.com'), pictureOf('b.com'))).lacking).toEqual([]);
});

describe('what of an order may not be meant', () => {
  test.each([
    ['a digit', 'Ada2', 'Park'],
    ['one word twice', 'Ada', 'ada'],
    ['an address', 'Ada', 'getacme.com'],
    ['words with a dot between', 'ada.park', 'Park'],
    ['small letters', 'ada', 'sunshine'],
    ['two whole names', 'Ada Park', 'Ben Ito'],
    ['two names in one', 'Ada Park Ben', 'Ito'],
    ['an and', 'Ada and Ben', 'Ito'],
    ['an &', 'Ada & Ben', 'Ito'],
    ['a company', 'Ada Park', 'Acme Inc.'],
    ['a team', 'Acme', 'Team'],
    ['brackets', 'Ada Park', '(Sales)'],
    ['a dash on its own', 'Ada Park -', 'Lead'],
    ['an emoji', '👋 Ada', 'Park'],
    ['letters of two scripts', 'Аda', 'Park'],
  ])('is a sender with %s', (_why, firstName, lastName) => {
    expect(oddities(google(sentBy(firstName, lastName))).senders).toEqual([
      { sender: `${firstName} ${lastName}`, domain: 'getacme.com' },
    ]);
  });

  test.each([
    ['Ada', 'Park'],
    ['St. John', 'van der Meer'],
    ['J. R.', 'Tolkien'],
    ['Zoë', 'O’Neil-Smith Jr.'],
    ['山田', '太郎'],
    ['A', 'B'],
    ['Anna Maria', 'van der Meer'],
    ['Anna Maria', 'Lopez'],
    ['Ada', 'Lopez Garcia'],
    ['Ada', 'Teamann'],
    ['Ανδρέας', 'Παπάς'],
    ['d’Arc', 'Jeanne'],
    ['Andrea', 'Anderson'],
  ])('is not %s %s', (firstName, lastName) => {
    expect(oddities(google(sentBy(firstName, lastName))).senders).toEqual([]);
  });

  test('is a sender of one alias, told once', () => {
    const aliases = ['ada', 'park'].map((alias) => ({ firstName: 'Ada', lastName: 'P4rk', alias }));
    const named: OrderedDomain = { name: 'joinacme.com', naming: { form: 'aliases', aliases } };
    expect(oddities(google(named)).senders).toEqual([{ sender: 'Ada P4rk', domain: 'joinacme.com' }]);
  });

  test('is more than one site that domains lead to, the commonest first', () => {
    const order = google(
      domain('a.com', 'https://globex.com'),
      domain('b.com', 'https://acme.com/a'),
      domain('c.com', 'http://www.acme.com'),
      domain('d.com'),
    );
    expect(oddities(order).sites).toEqual([
      { site: 'acme.com', count: 2 },
      { site: 'globex.com', count: 1 },
    ]);
    expect(oddities(order).almostSame).toBeNull();
  });

  test('is not one site, however it is written', () => {
    const order = google(domain('a.com', 'https://acme.com'), domain('b.com', 'https://shop.acme.com/x'));
    expect(oddities(order)).toEqual({ senders: [], sites: [], almostSame: null, lacking: [] });
  });

  test.each([
    'northwnd.com',
    'northwinds.com',
    'northwjnd.com',
    'nortwhind.com',
    'nortwihnd.com',
    'northwind.co',
    'anorthwind.com',
  ])('is a site one letter away from another: %s', (rarer) => {
    const order = google(
      domain('a.com', 'https://northwind.com'),
      domain('b.com', 'https://northwind.com'),
      domain('c.com', `https://${rarer}`),
    );
    expect(oddities(order).almostSame).toEqual(['northwind.com', rarer]);
  });

  test.each(['acme.com', 'northwindhq.com', 'southwind.com'])('is no two sites that differ more: %s', (other) => {
    const order = google(domain('a.com', 'https://northwind.com'), domain('b.com', `https://${other}`));
    expect(oddities(order).almostSame).toBeNull();
  });
});
