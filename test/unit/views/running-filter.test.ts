import { expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import { FilterValue, filterValue } from '../../../views/button-values.ts';
import { homeView } from '../../../views/home/home.ts';
import { runningFilterBlocks } from '../../../views/home/running-filter.ts';
import { noon } from '../../support/views/orders.ts';
import { allText, slackProblems } from '../../support/views/text.ts';

const workspaces = [
  { id: 'recA', name: 'Acme *bold*' },
  { id: 'recB', name: 'Globex' },
];
const drawn = (parts: Partial<Parameters<typeof runningFilterBlocks>[0]>) =>
  runningFilterBlocks({ labels: [], workspaces: [], chosen: {}, ...parts }, '0');
const problems = (parts: Parameters<typeof drawn>[0]) => slackProblems({ type: 'home', blocks: drawn(parts) });

test('a menu is there where there is more than one to choose from', () => {
  expect(drawn({ labels: ['Spring'], workspaces: workspaces.slice(0, 1) })).toEqual([]);
  const text = allText(drawn({ labels: ['Spring', 'Autumn'] }));
  expect(text).toContain('All labels');
  expect(text).not.toContain('All workspaces');
  expect(problems({ labels: ['Spring', 'Autumn'], workspaces })).toEqual([]);
});

test('what is chosen stands in its menu, also when nothing of it runs any more', () => {
  const [block] = drawn({ labels: [], workspaces, chosen: { label: 'Gone', workspaceId: 'recB' } });
  expect(block).toMatchObject({
    elements: [
      { initial_option: { text: { text: 'Gone' }, value: '=Gone' } },
      { initial_option: { text: { text: 'Globex' }, value: '=recB' } },
    ],
  });
});

test('a menu holds a hundred, says so, and keeps what is chosen beyond them', () => {
  const labels = Array.from({ length: 300 }, (_, index) => `Label ${String(index).padStart(3, '0')} ${'x'.repeat(90)}`);
  for (const chosen of [{}, { label: labels[299] ?? '' }]) {
    expect(problems({ labels, chosen })).toEqual([]);
    expect(allText(drawn({ labels, chosen }))).toContain('Only the first 99 can be chosen here');
  }
  const [block] = drawn({ labels, chosen: { label: labels[299] ?? '' } });
  expect(block).toMatchObject({ elements: [{ initial_option: { value: filterValue(labels[299] ?? '') } }] });
});

test('what a choice carries is a label or workspace as it is, or all', () => {
  for (const chosen of ['Spring', '*', '=', '', null]) expect(FilterValue.parse(filterValue(chosen))).toBe(chosen);
});

test('nothing that runs denies no order that is in none of the lists: those made elsewhere, and those of others', () => {
  const parts = { unread: null, drafts: [], forms: [], pause: null, spend: null };
  const counts = { to_decide: 0, mine: 0, running: 0 };
  const shown = (mayDecide: boolean, filter?: { readonly label: string }) =>
    allText(
      homeView(
        {
          ...parts,
          mayDecide,
          counts,
          page: { list: 'running', offset: 0, total: 0, orders: [], ...(filter && { filter }) },
        },
        noon,
      ),
    );
  expect(shown(true)).toContain('Nothing that was asked for here runs at ScaledMail or is on its way there.');
  expect(shown(true)).toContain('`/scaledmail fleet` also shows what was not made here.');
  expect(shown(false)).toContain('Nothing that you asked for runs at ScaledMail or is on its way there.');
  expect(shown(false, { label: 'Acme' })).toContain('Nothing of this that you asked for runs');
});

test('ids stay while Home is drawn again, so that a click on the way still counts; a used menu is as new', () => {
  const page = { list: 'running', offset: 0, total: 0, orders: [] } as const;
  const counts = { to_decide: 0, mine: 0, running: 0 };
  const running = { labels: ['Spring', 'Autumn'], workspaces, chosen: {} };
  const parts = {
    mayDecide: true,
    unread: null,
    counts,
    page,
    drafts: [],
    forms: [],
    running,
    pause: null,
    spend: null,
  };
  const ids = (now: Date, menusUsedAt: Date | null) =>
    homeView({ ...parts, menusUsedAt }, now).blocks.flatMap(({ block_id: id }) => id ?? []);
  const later = addMinutes(noon, 1);
  expect(ids(later, null)).toEqual(ids(noon, null));
  expect(ids(later, noon)).toHaveLength(2);
  for (const id of ids(later, noon)) expect(ids(noon, null)).not.toContain(id);
});
