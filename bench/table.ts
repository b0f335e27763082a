import { verdictOf } from './goal.ts';
import type { Figure, Row } from './measure.ts';
import { figureText } from './statistics.ts';

const HEADINGS = ['Measure', 'Medians', 'Ratio', 'Goal', 'Verdict'] as const;

const figureCell = (figures: readonly Figure[]): string =>
  figures.map(({ side, value, unit }) => `${side} ${figureText(value, unit)}`).join(' · ');

const cellsOf = (row: Row): string[] => [
  row.what,
  figureCell(row.figures),
  row.ratio === null ? '' : `${row.ratio.toFixed(2)}×`,
  row.goal?.text ?? '',
  verdictOf(row.goal),
];

/** The table for a terminal: columns as wide as their widest cell, notes below. */
export function textTable(rows: readonly Row[]): string {
  const lines = [[...HEADINGS], ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const text = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...text, ...notesOf(rows).map((note) => `  ${note}`)].join('\n');
}

/** The table as Markdown, its notes as a list below. */
export function markdownTable(rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const table = [line(HEADINGS), line(HEADINGS.map(() => '---')), ...rows.map((row) => line(cellsOf(row)))];
  const notes = notesOf(rows).map((note) => `- ${note}`);
  return [...table, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

const notesOf = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ what, note }) => (note === undefined ? [] : [`${what}: ${note}`]));
