import { expect, test } from '@jest/globals';
import { barsOf, drawChart } from '../../../bench/chart.ts';
import type { Row } from '../../../bench/measure.ts';
import { pageOf } from '../../../bench/page.ts';
import { markdownTable, textTable } from '../../../bench/table.ts';

const rows: Row[] = [
  {
    what: 'Requests per second',
    figures: [
      { side: 'ours', value: 2_000, unit: '/s' },
      { side: 'bare Bolt', value: 4_000, unit: '/s' },
    ],
    ratio: 0.5,
    goal: { text: '≥ 1.0×', value: 0.5, atLeast: 1 },
    note: 'a | b',
  },
  { what: 'Ack p50', figures: [{ side: 'ours', value: 12.34, unit: 'ms' }], ratio: null, goal: null },
  {
    what: 'Ack p99 <200>',
    figures: [{ side: 'ours', value: 25, unit: 'ms' }],
    ratio: null,
    goal: { text: '≤ 50 ms', value: 25, atMost: 50 },
  },
];

test('the table for a terminal has aligned columns, verdicts and notes', () => {
  const lines = textTable(rows).split('\n');
  expect(lines).toHaveLength(5);
  const column = lines[0]?.indexOf('Goal') ?? -1;
  expect(lines[1]?.slice(column)).toMatch(/^≥ 1\.0× +missed$/);
  expect(lines[3]?.slice(column)).toMatch(/^≤ 50 ms +met$/);
  expect(lines[1]).toContain('ours 2,000/s · bare Bolt 4,000/s');
  expect(lines[4]).toContain('a | b');
});

test('the Markdown table has a cell for every heading, whatever stands in them', () => {
  const hostile: Row = { what: 'a | b', figures: [], ratio: null, goal: null };
  const lines = markdownTable([...rows, hostile]).split('\n');
  const cells = lines.slice(0, 6).map((line) => line.split(/(?<!\\)\|/).length);
  expect(cells).toEqual([7, 7, 7, 7, 7, 7]);
  expect(lines.at(-1)).toBe('- Requests per second: a | b');
});

test('only lines whose goal a number decides are drawn', () => {
  expect(barsOf(rows)).toEqual([
    { label: 'Requests per second', share: 2, text: '≥ 1.0×' },
    { label: 'Ack p99 <200>', share: 0.5, text: '≤ 50 ms' },
  ]);
});

test('the chart is one well-formed picture for light and dark, which says what is met', () => {
  const svg = drawChart('A & B', barsOf(rows));
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="A &amp; B">/);
  expect(svg).toContain('prefers-color-scheme: dark');
  expect(svg).toContain('Ack p99 &lt;200&gt;');
  expect(svg.match(/class="met"/g)).toHaveLength(1);
  expect(svg.match(/class="missed"/g)).toHaveLength(1);
  expect(svg.match(/<text/g)).toHaveLength(svg.match(/<\/text>/g)?.length ?? -1);
});

test('a bar far beyond its goal is cut, and says so', () => {
  const [far, near] = [9, 0.5].map((share) => drawChart('x', [{ label: 'x', share, text: '≤ 1' }]));
  const widthOf = (svg = '') => Number(/<rect class="m\w+"[^>]* width="([\d.]+)"/.exec(svg)?.[1]);
  expect(widthOf(far)).toBe(widthOf(near) * 4);
  expect(far).toContain('cut at 2 of 9.0');
});

test('the page says how it was measured', () => {
  const page = pageOf(rows, { node: 'v20.0.0', cores: 2, isQuick: true });
  expect(page).toContain('v20.0.0, 2 cores, shortened with `--quick`');
  expect(page).toContain('](pictures/performance.svg)');
});
