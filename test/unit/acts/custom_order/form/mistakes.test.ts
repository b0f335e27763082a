import { describe, expect, test } from '@jest/globals';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../../src/acts/custom_order/form/draft-input.ts';
import {
  isFixable,
  isOfLine,
  mistakesIn,
  withCorrected,
  withFixed,
  withoutMistakes,
  withPutBack,
  wrongLines,
} from '../../../../../src/acts/custom_order/form/mistakes.ts';
import { lineProblem } from '../../../../../src/acts/custom_order/problem.ts';
import { checkOrder } from '../../../../../src/acts/custom_order/rules/check-order.ts';
import { aDraft } from '../../../../support/views/orders.ts';

/** A form that was checked, with its mistakes. */
function checkedDraft(parts: Partial<OrderDraft>, taken: ReadonlyMap<string, string> = new Map()): OrderDraft {
  const draft = aDraft({ label: 'Acme', defaultName: 'Ada Park', ...parts });
  const input = draftInput(draft);
  const checked = checkOrder(input, taken);
  return { ...draft, mistakes: mistakesIn(input, checked.ok ? [] : checked.problems) };
}

describe('mistakes', () => {
  const text = 'a.com\nlocalhost\nhttps://mail.B.com/x, Ada Park\nmail.c.com\na.com\nd.com, e.com';

  test('are found once a line, those first that are clear', () => {
    const { mistakes } = checkedDraft({ domainText: { google: text } });
    expect(mistakes?.map(({ line, instead }) => [line, instead])).toEqual([
      [4, 'c.com'],
      [3, 'b.com'],
      [5, null],
      [2, null],
      [6, null],
    ]);
  });

  test('stand in the box as they were typed, and are fixed in their places', () => {
    const draft = checkedDraft({ domainText: { google: text } });
    expect(wrongLines(draft, 'google')).toEqual([
      'mail.c.com',
      'https://mail.B.com/x, Ada Park',
      'a.com',
      'localhost',
      'd.com, e.com',
    ]);
    expect(withFixed(draft).domainText.google).toBe('a.com\nlocalhost\nb.com, Ada Park\nc.com\na.com\nd.com, e.com');
  });

  test.each<[what: string, box: string, after: string]>([
    ['as many lines', 'c.com\nb.com\nx.com\ny.com\ne.com', 'a.com\ny.com\nb.com\nc.com\nx.com\ne.com'],
    ['fewer lines', 'c.com\n\nb.com\n', 'a.com\n\nb.com\nc.com'],
    ['more lines', 'c.com\nb.com\nx.com\ny.com\ne.com\nz.com', 'a.com\ny.com\nb.com\nc.com\nx.com\ne.com\nz.com'],
    ['nothing', ' ', 'a.com'],
  ])('go back corrected: %s', (_what, box, after) => {
    const draft = checkedDraft({ domainText: { google: text } });
    expect(withCorrected(draft, 'google', box).domainText).toEqual({ google: after });
  });

  test('are left out, and nothing else is', () => {
    const draft = checkedDraft({ domainText: { google: text, smtp: 'x' }, providers: ['google', 'smtp'] });
    expect(withoutMistakes(draft).domainText).toEqual({ google: 'a.com', smtp: '' });
    const within = checkedDraft({ domainText: { google: 'localhost\na.com\nlocalhost\n\n' } });
    expect(withoutMistakes(within).domainText).toEqual({ google: '\na.com' });
    expect(withCorrected(within, 'google', '').domainText).toEqual({ google: '\na.com' });
  });

  test('that were left out are put back where they stood, or at the end of what stands there now', () => {
    const draft = checkedDraft({ domainText: { google: text } });
    const left = { ...draft, ...withoutMistakes(draft) };
    expect(left.leftLines).toHaveLength(draft.mistakes?.length ?? 0);
    expect(withPutBack(left)).toEqual({ ...draft, domainText: { google: text } });
    const typed = { ...left, domainText: { google: 'a.com\nx.com' } };
    const back = withPutBack(typed);
    expect(back.leftLines).toBeUndefined();
    for (const line of text.split('\n')) expect(back.domainText.google?.split('\n')).toContain(line);
    expect(back.domainText.google?.split('\n').slice(0, 2)).toEqual(['a.com', 'x.com']);
  });

  test('that do not fit into the box wait until the others are corrected', () => {
    const long = Array.from({ length: 60 }, (_, index) => `mail.${'x'.repeat(50)}${index}.com`);
    const draft = checkedDraft({ domainText: { google: long.join('\n') } });
    const shown = wrongLines(draft, 'google');
    expect(shown.join('\n').length).toBeLessThanOrEqual(3_000);
    expect(shown).toEqual(long.slice(0, shown.length));
    const after = withCorrected(draft, 'google', '').domainText.google ?? '';
    expect(after.split('\n')).toEqual(long.map((line, index) => (index < shown.length ? '' : line)));
    expect(withoutMistakes(draft).domainText.google?.trim()).toBe('');
  });

  test.each<[line: string, after: string]>([
    ['a.com, Dr. Ada Park', 'a.com, Ada Park'],
    ['a.com\tProf. Dr. Ada\tPark', 'a.com\tAda\tPark'],
    ['a.com; Mr. Ada; Park, PhD', 'a.com; Ada; Park'],
    ['a.com, "Ada Park, MBA"', 'a.com, "Ada Park"'],
    ['a.com, "Park, Dr. Ada"', 'a.com, "Park, Ada"'],
    ['a.com, Ms. Anna, Garcia Lopez', 'a.com, Anna, Garcia Lopez'],
    ['a.com, Ada Park <ada@acme1.com>', 'a.com, Ada Park'],
    ['a.com, Ada Park (ada@acme.com), acme.com', 'a.com, Ada Park, acme.com'],
    ['ada@acme.com, Ada Park', 'acme.com, Ada Park'],
    ['mail.a.com, Dr. Ada Park', 'a.com, Ada Park'],
  ])('of a title or an email address are fixed: %j', (line, after) => {
    const draft = checkedDraft({ domainText: { google: `x.com\n${line}` } });
    expect(draft.mistakes).toHaveLength(1);
    const { domainText } = withFixed(draft);
    expect(domainText.google).toBe(`x.com\n${after}`);
    expect(checkedDraft({ domainText }).mistakes).toEqual([]);
  });

  test.each([
    'a.com, Dr. Park',
    'a.com, ada.park@acme.com',
    'a.com, Ada <ada@acme.com>',
    'ada@gmail.com, Ada Park',
    'dr.com, Dr. Ada, Dr. Ada Park, x',
  ])('are not fixed where nobody knows who is meant: %j', (line) => {
    const draft = checkedDraft({ domainText: { google: line } });
    expect(draft.mistakes).toHaveLength(1);
    expect(withFixed(draft).domainText.google).toBe(line);
  });

  test.each<[line: string, after: string]>([
    ['mail.a.com, Dr.  Ada Park', 'a.com, Dr.  Ada Park'],
    ['mail.a.com, Dr. Ada Park, https://mail.a.com/x', 'mail.a.com, Ada Park, https://mail.a.com/x'],
  ])('are fixed as far as it is clear where they stand: %j', (line, after) => {
    const draft = checkedDraft({ domainText: { google: line } });
    expect(withFixed(draft).domainText.google).toBe(after);
    const [mistake] = draft.mistakes ?? [];
    const fixable = (['sub_domain', 'sender'] as const).map((sort) => mistake && isFixable(draft, mistake, sort));
    expect(fixable).toEqual([after.startsWith('a.com'), after.includes(', Ada Park')]);
  });

  test('are not fixed where the name stands twice in its line: nobody knows which is meant', () => {
    const draft = checkedDraft({ domainText: { google: 'mail.c.com, https://mail.c.com/x' } });
    expect(withFixed(draft).domainText.google).toBe('mail.c.com, https://mail.c.com/x');
  });

  test('of a sheet stand in its columns, and its heading can be corrected', () => {
    const draft = checkedDraft({ domainText: { google: 'Site\tName\na.com\tAda Park' } });
    expect(wrongLines(draft, 'google')).toEqual(['Site\tName']);
    const { domainText } = withCorrected(draft, 'google', 'Domain\tName');
    expect(checkedDraft({ domainText }).mistakes).toEqual([]);
  });

  test('of whole fields are none of lines', () => {
    expect(isOfLine(lineProblem('domains_google', null, 'too_many_domains', 'x'))).toBe(false);
    expect(isOfLine(lineProblem('domains_google', 1, 'domain_in_open_order', 'x'))).toBe(true);
    expect(isOfLine(lineProblem('label', 1, 'x', 'x'))).toBe(false);
  });
});
