import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { draftInput } from '../../../../../src/acts/custom_order/form/draft-input.ts';
import { readSheet } from '../../../../../src/acts/custom_order/reading/read-sheet.ts';
import { FORM_COLUMNS } from '../../../../../src/acts/custom_order/reading/reading.ts';
import { checkOrder } from '../../../../../src/acts/custom_order/rules/check-order.ts';
import { property } from '../../../../support/property/check.ts';
import { SUFFIXES } from '../../../../support/property/orders.ts';
import { aDraft } from '../../../../support/views/orders.ts';

/** A word of a name. With an accent in it, it is no title such as `Dr`, and no word that sheets say of a domain, such as `Ok`. */
const word = fc.stringMatching(/^[A-Z][a-zéö'-]{0,5}[éö][a-zéö'-]{0,4}$/);
const row = fc.record({
  // A name that ends in a digit, with four characters or more, is no registry, as `us.com`, `x0.com` and `qa2.com` are.
  label: fc.stringMatching(/^[a-z][a-z0-9]{2,9}\d$/),
  suffix: fc.constantFrom(...SUFFIXES),
  firstName: fc.oneof(
    word,
    fc.tuple(word, word).map((words) => words.join(' ')),
  ),
  lastName: word,
  hasName: fc.boolean(),
  redirect: fc.option(fc.constantFrom('https://acme.com/x', 'acme.io', 'HTTP://ACME.COM')),
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

/** How a list was pasted: what parts cells and lines, and what stands around them. */
const style = fc.record({
  separator: fc.constantFrom(',', ';', '\t'),
  padding: fc.constantFrom('', ' ', '  ', '\u00a0'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r', '\u2028', '\v'),
  isUpperCase: fc.boolean(),
  isQuoted: fc.boolean(),
  hasTwoNameCells: fc.boolean(),
  hasHeading: fc.boolean(),
  hasEmptyLines: fc.boolean(),
  hasTrailingCells: fc.boolean(),
});
type Style = typeof style extends fc.Arbitrary<infer Value> ? Value : never;

const nameOf = ({ label, suffix }: Row): string => `${label}.${suffix}`;

function pasted(rows: readonly Row[], how: Style): string {
  const cell = (text: string) => `${how.padding}${how.isQuoted && text !== '' ? `"${text}"` : text}${how.padding}`;
  const lines = rows.map((each) => {
    const names = how.hasTwoNameCells ? [each.firstName, each.lastName] : [`${each.firstName} ${each.lastName}`];
    const name = how.isUpperCase ? nameOf(each).toUpperCase() : nameOf(each);
    const said = each.hasName ? names : names.map(() => '');
    const cells = [name, ...said, each.redirect ?? ''];
    return [...cells, ...(how.hasTrailingCells ? ['', ''] : [])].map(cell).join(how.separator);
  });
  const heading = ['Domain', ...(how.hasTwoNameCells ? ['First name', 'Last name'] : ['Name']), 'Redirect'];
  const all = [...(how.hasHeading ? [heading.join(how.separator)] : []), ...lines];
  return all.join(how.hasEmptyLines ? `${how.lineEnd} ${how.lineEnd}` : how.lineEnd);
}

describe('a pasted list', () => {
  property(
    'means the same in any separators, case, quotes and white space',
    fc.tuple(fc.array(row, { minLength: 1, maxLength: 20 }), style),
    ([rows, how]) => {
      const read = readSheet(pasted(rows, how), FORM_COLUMNS);
      const expected = rows.map((each) => ({
        domain: nameOf(each),
        naming: each.hasName ? { form: 'names', firstName: each.firstName, lastName: each.lastName } : null,
        redirect: each.redirect,
      }));
      expect(read.problems).toEqual([]);
      expect(read.rows.map(({ domain, naming, redirect }) => ({ domain, naming, redirect }))).toEqual(expected);
    },
    { runs: 300 },
  );

  property(
    'keeps the line numbers of the text as it was typed',
    fc.tuple(fc.array(row, { minLength: 1, maxLength: 10 }), style),
    ([rows, how]) => {
      const text = pasted(rows, how);
      const lines = text.split(/\r\n|[\r\n\u2028\v]/);
      for (const { line, domain } of readSheet(text).rows) expect(lines[line - 1]?.toLowerCase()).toContain(domain);
    },
    { runs: 100 },
  );

  property(
    'of a whole sheet is read and checked in a moment',
    fc.tuple(row, style, fc.integer({ min: 1_000, max: 1_999 })),
    ([each, how, count]) => {
      const sheet = Array.from({ length: count }, (_, index) => ({ ...each, label: `${each.label}${index}` }));
      const startedAt = performance.now();
      const draft = aDraft({ label: 'Acme', defaultName: 'Ada Park', domainText: { google: pasted(sheet, how) } });
      const checked = checkOrder(draftInput(draft), new Map());
      const codes = checked.ok ? [] : checked.problems.map(({ code }) => code);
      expect(codes).toEqual(['too_many_domains', 'too_many_domains_in_all']);
      // A tenth of what it may take on a busy machine is usual; what grows with the square of the lines takes far longer.
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    },
    { runs: 5 },
  );
});
