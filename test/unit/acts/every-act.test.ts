import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Act } from '../../../src/acts/act.ts';
import { KILL_POINTS } from '../../support/kill/points.ts';

const root = new URL('../../..', import.meta.url);
const KINDS = Act.options.map((option) => option.shape.kind.value);

/** What everybody asks of an act before they trust it. */
const QUESTIONS = [
  'If nothing answers',
  'If half of it happened',
  'If it was done by hand meanwhile',
  'If it is not possible any more',
];

/** Its warrant’s lines, its place in the simulation and in the lives of orders are tables that do not compile without it. */
describe.each(KINDS.map((kind) => [kind]))('%s', (kind) => {
  test('has a page that answers what people ask', () => {
    const page = new URL(`docs/acts/${kind}.md`, root);
    const headings = existsSync(page) ? readFileSync(page, 'utf8').match(/^## .*$/gm) : [];
    expect(headings?.map((line) => line.slice(3))).toEqual(QUESTIONS);
  });

  test('has a story through the whole bot', () => {
    const names: Partial<Record<typeof kind, string>> = { custom_order: 'order-story' };
    const name = names[kind] ?? kind.replaceAll('_', '-');
    expect(existsSync(new URL(`test/scenario/${name}.test.ts`, root))).toBe(true);
  });

  test('has points at which the bot is killed: before, in and after its call', () => {
    const points = KILL_POINTS.filter((point) => point.kind === kind);
    expect(points.length).toBeGreaterThanOrEqual(6);
    expect(points.some(({ end }) => end === 'outcome_unknown')).toBe(true);
    expect(points.some(({ name }) => name.includes('made'))).toBe(true);
  });
});
