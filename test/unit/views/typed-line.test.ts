import { expect, test } from '@jest/globals';
import { withTypedNotes } from '../../../views/form/ordering/notes/typed-notes.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import { planLineNotes } from '../../../views/form/planning/plan-line-notes.ts';
import { nothingAfter, withNotUnderstood } from '../../../views/messages/not-understood.ts';
import { aForm } from '../../support/views/orders.ts';
import { allText, foreignControls, slackProblems } from '../../support/views/text.ts';

const page = whatView(aForm());
const hostile = '<!channel> *x* '.repeat(40);

test('a page says what of a line was not understood, and how many pieces there is no room for', () => {
  const told = withTypedNotes(page, { notUnderstood: ['70', hostile, ...'abcdefghi'], isProviderOpen: true });
  expect(allText(told)).toContain('Not understood: “70”');
  expect(allText(told)).toContain('and 3 more');
  expect(allText(told)).toContain('No mailboxes were named');
  expect([slackProblems(told), foreignControls(told)]).toEqual([[], []]);
  expect(told.blocks[0]).toEqual(page.blocks[0]);
});

test('what is nearly the name of a provider is asked about, on the form and in a plan', () => {
  const notUnderstood = ['gogle', `asap ${'x'.repeat(200)} outlok`, 'asap'];
  const asked = /“gogle”\. Did you mean google\?.*”\. Did you mean outlook\?.*“asap”(?!\. Did)/s;
  const told = withTypedNotes(page, { notUnderstood, isProviderOpen: true });
  expect(allText(told)).toMatch(asked);
  expect(slackProblems(told)).toEqual([]);
  const plan = planLineNotes({ notUnderstood, otherPeriod: null, isProviderOpen: false });
  expect(allText({ blocks: plan })).toMatch(asked);
});

test('a page is as it is when all was understood', () => {
  expect(withTypedNotes(page, { notUnderstood: [], isProviderOpen: false })).toBe(page);
});

test('an answer says what of its command was not understood, and marks nothing of it up', () => {
  for (const said of [withNotUnderstood('Here.', hostile), nothingAfter('resume', hostile)]) {
    expect(said.text).toContain('&lt;!channel&gt;');
    expect([slackProblems(said), foreignControls(said)]).toEqual([[], []]);
  }
  expect(allText(withNotUnderstood('Here.', 'acme'))).toContain('Not understood: “acme”');
  expect(allText(nothingAfter('resume', 'acme'))).toContain('Nothing was done. Type `/scaledmail resume` alone.');
});
