import { expect, test } from '@jest/globals';
import type { DraftAliases } from '../../../../../src/acts/custom_order/form/draft.ts';
import { notesOf } from '../../../../../src/acts/custom_order/form/draft-notes.ts';
import { type TypedAliases, withTypedAliases } from '../../../../../src/service/requesting/form/typed-aliases.ts';
import { aDraft } from '../../../../support/views/orders.ts';

const SHEET = 'Domain,Alias,Password,Bought\na.com,jane,hunter2!Xy9,2025-01-05\na.com,doe,s3cret!Pw9,2025-01-05';
const LINES = 'a.com, jane, doe';
const after = (typed: Partial<TypedAliases>, before?: DraftAliases) => {
  const draft = aDraft({ providers: ['google'], ...(before ? { aliases: { google: before } } : {}) });
  const filled = withTypedAliases(draft, { google: { form: 'own', text: null, patterns: null, ...typed } });
  return { aliases: filled.aliases?.google, notes: notesOf({ ...draft, ...filled }) };
};

test('a sheet is kept as lines, without columns that are not used or look like passwords, which are told', () => {
  const { aliases, notes } = after({ text: SHEET });
  expect(aliases).toEqual({ form: 'own', text: LINES, leftOut: { notUsed: ['Bought'], secrets: ['Password'] } });
  expect(notes).toMatchObject({ notUsed: ['Bought'], secrets: ['Password'] });
  expect(after({ text: LINES }, aliases).notes.secrets).toEqual(['Password']);
  expect(after({ text: '' }, aliases).notes.secrets).toEqual([]);
  expect(after({ form: 'made' }, aliases).notes.secrets).toEqual([]);
});

test('a sheet with a mistake stays a sheet, still without passwords', () => {
  const { aliases } = after({ text: `${SHEET}\na.com,x,y,z,more` });
  expect(aliases?.text).toContain('Domain,Alias\na.com,jane');
  expect(aliases?.text).not.toContain('hunter2');
});

test('what is not on the page stays as it was', () => {
  const before: DraftAliases = { form: 'own', text: LINES, patterns: ['jane'] };
  expect(after({ form: 'senders' }, before).aliases).toEqual({ ...before, form: 'senders' });
  expect(after({ form: 'senders', patterns: [] }, before).aliases).toEqual({
    form: 'senders',
    text: LINES,
    patterns: [],
  });
});
