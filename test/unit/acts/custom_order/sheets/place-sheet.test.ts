import { describe, expect, test } from '@jest/globals';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../../src/acts/custom_order/form/draft-input.ts';
import { readAsSaid } from '../../../../../src/acts/custom_order/form/said-columns.ts';
import { readSheet } from '../../../../../src/acts/custom_order/reading/read-sheet.ts';
import { FORM_COLUMNS, SHEET_COLUMNS } from '../../../../../src/acts/custom_order/reading/reading.ts';
import { namedProvider } from '../../../../../src/acts/custom_order/sheets/named-provider.ts';
import { placeSheet } from '../../../../../src/acts/custom_order/sheets/place-sheet.ts';
import { aDraft } from '../../../../support/views/orders.ts';

function withSheet(text: string, changes: Partial<OrderDraft> = {}): OrderDraft {
  const { kept, problems: _, ...leftOut } = readAsSaid(text, {}, SHEET_COLUMNS);
  return aDraft({
    providers: ['google'],
    domainText: {},
    ...changes,
    sheet: { name: 'leads.csv', text: kept, leftOut, from: 'form' },
  });
}

function added(draft: OrderDraft): OrderDraft {
  const placed = placeSheet(draft);
  if (!placed?.ok) throw new Error(`Not added: ${JSON.stringify(placed)}`);
  return placed.draft;
}

const ordered = (draft: OrderDraft) =>
  draftInput(draft).lines.map(({ provider, domains }) => [
    provider,
    domains.map(({ line, name, naming, redirect = '' }) => [
      line,
      name,
      naming?.form === 'names' ? `${naming.firstName}|${naming.lastName}` : '',
      redirect,
    ]),
  ]);

describe('a sheet that is added to a form', () => {
  test('has its lines below what stands there, whatever each has above it', () => {
    const typed = 'acme.com, Ada Park, https://acme.io';
    const headed = 'Domain\tRedirect\nhq.com\thttps://hq.io';
    const file = 'Last;First;Bought;Domain\nvan der Meer;Lotte;2025-01-05;getacme.com\n"Ito; Jr";Ben;;goacme.com';
    const rows = [
      ['getacme.com', 'Lotte|van der Meer', ''],
      ['goacme.com', 'Ben|Ito; Jr', ''],
    ];
    expect(ordered(added(withSheet(file)))).toEqual([['google', rows.map((row, index) => [index + 2, ...row])]]);
    expect(ordered(added(withSheet(file, { domainText: { google: typed } })))).toEqual([
      ['google', [[1, 'acme.com', 'Ada|Park', 'https://acme.io'], ...rows.map((row, index) => [index + 3, ...row])]],
    ]);
    expect(ordered(added(withSheet(typed, { domainText: { google: `${headed}\n\n` } })))).toEqual([
      [
        'google',
        [
          [2, 'hq.com', '', 'https://hq.io'],
          [4, 'acme.com', 'Ada|Park', 'https://acme.io'],
        ],
      ],
    ]);
    const plain = added(withSheet('b.com\n\nc.com', { domainText: { google: 'a.com' } }));
    expect(plain.domainText.google).toBe('a.com\nb.com\nc.com');
    expect(plain.added?.lines).toEqual([
      [1, 'google', 2],
      [3, 'google', 3],
    ]);
  });

  test('keeps what is read of it when the form is read again, and no column that is not used', () => {
    const file = 'Domain,Password,Name,Status\nacme.com,hunter2-correct,Ada Park,Active';
    const draft = added(withSheet(file, { domainText: { google: 'Domain\nhq.com' } }));
    expect(JSON.stringify(draft)).not.toMatch(/hunter2|Active/);
    expect(draft.leftOut?.google).toEqual({ notUsed: ['Status'], secrets: ['Password'] });
    const text = draft.domainText.google ?? '';
    expect(readSheet(text, FORM_COLUMNS).kept).toBe(text);
  });

  test('keeps every column that is used: of a sheet with all of them nothing is lost, and nothing is said to be left out', () => {
    const file = `Domain,First,Last,Redirect,Picture
acme.com,Ada,Park,https://acme.io,https://acme.io/ada.png
hq.com,Ben,Ito,,https://hq.io/ben.png`;
    const draft = added(withSheet(file));
    expect(draftInput(draft).lines[0]?.domains).toMatchObject([
      { name: 'acme.com', redirect: 'https://acme.io', profilePicture: 'https://acme.io/ada.png' },
      { name: 'hq.com', profilePicture: 'https://hq.io/ben.png' },
    ]);
    expect(draft.leftOut).toBeUndefined();
  });

  test('has mistakes of its lines where they are then', () => {
    const draft = added(
      withSheet('Domain,Name\nacme.com,Ada,Park\nhq.io,Ben Ito', { domainText: { google: 'hq.com' } }),
    );
    expect(draftInput(draft).lines[0]?.unread?.map(({ line, code }) => [line, code])).toEqual([[3, 'too_many_cells']]);
  });

  test('goes by its own column of providers, also to mailboxes that were not chosen', () => {
    const file = 'Provider,Domain\nGoogle Workspace,a.com\nOffice 365,b.com\n,c.com';
    const draft = added(withSheet(file));
    expect(draft.providers).toEqual(['google', 'outlook']);
    expect(draft.domainText).toEqual({ google: 'a.com\nc.com', outlook: 'b.com' });
    expect(draft.added?.lines).toEqual([
      [2, 'google', 1],
      [4, 'google', 2],
      [3, 'outlook', 1],
    ]);
  });

  test('asks for what its lines are when nobody says it', () => {
    const both = { providers: ['google', 'outlook'] as const satisfies OrderDraft['providers'] };
    const file = 'Provider,Domain\nGoogle,a.com\nMaildoso,b.com';
    expect(placeSheet(withSheet('a.com', { ...both }))).toEqual({ ok: false, why: 'provider', open: 1, words: [] });
    expect(placeSheet(withSheet(file))).toEqual({ ok: false, why: 'provider', open: 1, words: ['Maildoso'] });
    expect(added(withSheet(file, { ...both, sheetFor: 'outlook' })).domainText).toEqual({
      google: 'a.com',
      outlook: 'b.com',
    });
    expect(added(withSheet('a.com', { ...both, sheetFor: 'outlook' })).domainText).toEqual({ outlook: 'a.com' });
  });

  test('with a column of registrars that is headed Provider, goes where it would without', () => {
    const draft = added(withSheet('Domain,ESP\na.com,GoDaddy\nb.com,Porkbun'));
    expect(draft.domainText.google).toBe('a.com\nb.com');
    expect(draft.leftOut?.google?.notUsed).toEqual(['ESP']);
  });

  test('is added whole with as many domains as an order takes, each with a picture of its own', () => {
    const rows = Array.from(
      { length: 100 },
      (_, index) => `acme-number-${index}.com,${`https://acme.com/${'a'.repeat(129)}`},Ada Park`,
    );
    const draft = added(withSheet(['Domain,Picture,Name', ...rows].join('\n')));
    expect(draftInput(draft).lines[0]?.domains.map(({ profilePicture }) => profilePicture?.length)).toEqual(
      Array.from({ length: 100 }, () => 146),
    );
  });

  test('is not added in part', () => {
    const many = Array.from({ length: 1_500 }, (_, index) => `acme-number-${index}.com`).join('\n');
    expect(placeSheet(withSheet(many))).toEqual({ ok: false, why: 'too_many', provider: 'google', lines: 1_500 });
    expect(placeSheet(withSheet('Domain,Name'))).toEqual({ ok: false, why: 'empty' });
    expect(placeSheet(withSheet('Zone,Sender\na.com,Ada Park'))).toMatchObject({ ok: false });
    expect(placeSheet(aDraft())).toBeNull();
  });
});

test.each([
  ['Google', 'google'],
  ['G-Suite', 'google'],
  [' google workspace ', 'google'],
  ['Microsoft 365', 'outlook'],
  ['O365', 'outlook'],
  ['SMTP', 'smtp'],
  ['GoDaddy', null],
  ['', null],
] as const)('“%s” names %s', (cell, provider) => {
  expect(namedProvider(cell)).toBe(provider);
});
