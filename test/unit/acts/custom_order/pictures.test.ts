import { expect, test } from '@jest/globals';
import type { OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../src/acts/custom_order/form/draft-input.ts';
import { orderAsForm } from '../../../../src/acts/custom_order/form/order-as-form.ts';
import { checkOrder } from '../../../../src/acts/custom_order/rules/check-order.ts';
import { domainLines } from '../../../../views/acts/custom_order/domain-lines.ts';
import { domainListCsv } from '../../../../views/acts/custom_order/domain-list-csv.ts';
import { picturesText } from '../../../../views/acts/custom_order/pictures.ts';
import { aDraft } from '../../../support/views/orders.ts';

const SHEET =
  'Domain,Picture,Name\na.com,https://acme.com/ada.png,Ada Park\nb.com,,Ben Ito\nc.com,<https://acme.com/c.png>,';
const withSheet = (google: string, parts: Partial<OrderDraft> = {}): OrderDraft => ({
  ...aDraft({ label: 'Acme', workspaceId: 'recNorthwind0001', defaultName: 'Cy Lo', domainText: { google } }),
  ...parts,
});
function purchased(draft: OrderDraft) {
  const checked = checkOrder(
    draftInput({ ...draft, workspaces: [{ id: draft.workspaceId ?? '', name: 'N' }] }),
    new Map(),
  );
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.purchase;
}
const problemsOf = (draft: OrderDraft) => {
  const checked = checkOrder(draftInput(draft), new Map());
  return checked.ok ? [] : checked.problems.map(({ field, line, code }) => `${field}:${line}:${code}`);
};

test('a column of the sheet says whose picture is which; the one for all serves the others', () => {
  const domains = purchased(withSheet(SHEET, { profilePicture: 'https://acme.com/all.png' })).lines[0]?.domains ?? [];
  expect(domains.map(({ name, profilePicture }) => [name, profilePicture])).toEqual([
    ['a.com', 'https://acme.com/ada.png'],
    ['b.com', 'https://acme.com/all.png'],
    ['c.com', 'https://acme.com/c.png'],
  ]);
  expect(picturesText(domains)).toBe('3 pictures on 3 domains');
  expect(picturesText(domains.slice(1, 2))).toBe('one for all mailboxes, https://acme.com/all.png');
});

test('Details and the file say which domain has which, unless all have the same', () => {
  const purchase = purchased(withSheet(SHEET));
  const [google] = domainLines(purchase);
  expect(google?.lines[0]).toBe('a.com · Ada Park · picture https://acme.com/ada.png');
  expect(google?.lines[1]).toBe('b.com · Ben Ito');
  expect(domainListCsv(purchase)).toContain('a.com,Ada Park,,https://acme.com/ada.png');
  const alike = purchased(withSheet('a.com', { profilePicture: 'https://acme.com/all.png' }));
  expect(domainLines(alike)[0]?.lines).toEqual(['a.com · Cy Lo']);
});

test.each([
  ['no link', 'a.com,ada.png,Ada Park', 'domains_google:2:picture_malformed'],
  [
    'a link of 151 characters',
    `a.com,https://acme.com/${'a'.repeat(134)},Ada Park`,
    'domains_google:2:picture_too_long',
  ],
])('%s is told in its line', (_what, line, problem) => {
  expect(problemsOf(withSheet(`Domain,Picture,Name\n${line}`))).toContain(problem);
});

test('an order with different pictures comes back as a form that asks for the same', () => {
  const purchase = purchased(withSheet(SHEET));
  const form = orderAsForm(purchase);
  if (!form) throw new Error('It does not fit');
  expect(purchased({ ...withSheet(''), ...form })).toEqual(purchase);
});
