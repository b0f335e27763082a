import { expect, test } from '@jest/globals';
import { namesNotBought } from '../../../src/acts/buy_domains/names-not-bought.ts';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';

const mistakeAt = (line: number, name: string) => ({ provider: 'google' as const, line, name, instead: null });
const problemAt = (line: number, code = 'domain_not_purchased'): Problem => ({
  code,
  field: 'domains_google',
  line,
  message: 'It is one.',
});

test('are the names of the lines that say so, each once, and none that cannot be searched for', () => {
  const mistakes = [
    mistakeAt(1, 'Acme-Try.com'),
    mistakeAt(2, 'localhost'),
    mistakeAt(3, 'acme-hq.com'),
    mistakeAt(4, 'acme-try.com'),
    mistakeAt(5, 'bücher.com'),
  ];
  const problems = [problemAt(1), problemAt(2, 'domain_malformed'), problemAt(3), problemAt(4), problemAt(5)];
  expect(namesNotBought({ mistakes }, problems)).toEqual(['acme-try.com', 'acme-hq.com']);
  expect(namesNotBought({ mistakes }, [{ ...problemAt(1), field: 'domains_smtp' }])).toEqual([]);
  expect(namesNotBought({}, problems)).toEqual([]);
});

test('are as many as one order takes', () => {
  const lines = Array.from({ length: 60 }, (_, index) => index + 1);
  const mistakes = lines.map((line) => mistakeAt(line, `acme-${line}.com`));
  expect(
    namesNotBought(
      { mistakes },
      lines.map((line) => problemAt(line)),
    ),
  ).toHaveLength(50);
});
