import { expect, test } from '@jest/globals';
import { addAliasFile } from '../../../../../src/service/requesting/filling/add-alias-file.ts';
import type { Drafts, OpenForm } from '../../../../../src/service/requesting/form/drafts.ts';
import { rita } from '../../../../support/builders.ts';
import { aDraft } from '../../../../support/views/orders.ts';

/** A form with a line of its own, and drafts that keep it alone. */
function kept() {
  const draft = { ...aDraft({ aliases: { google: { form: 'own', text: 'a.com, old' } } }), ownerId: rita };
  let form: OpenForm = { draft, fill: 1 };
  const drafts: Drafts = {
    load: async () => form,
    newest: async () => ({ form, text: '' }),
    last: () => null,
    begin: async () => {},
    replace: async (_known, next) => {
      form = next;
      return { form, text: '' };
    },
    begun: async () => [],
    remove: async () => {},
    saidColumns: async () => ({}),
    rememberColumns: async () => true,
    forgetColumns: async () => {},
  };
  const add = (text: string, by = rita) =>
    addAliasFile({ drafts })({ draftId: draft.id, by }, 'google', { name: 'mine.csv', text });
  return { add, aliases: () => form.draft.aliases?.google, by: draft.ownerId };
}

test('its lines take the place of those before, and a file with passwords is named', async () => {
  const form = kept();
  const added = await form.add('Domain,Alias,Password\na.com,ada,hunter2!Xy9');
  expect(added).toMatchObject({ ok: true, aliases: 1 });
  expect(form.aliases()).toEqual({
    form: 'own',
    text: 'a.com, ada',
    leftOut: { notUsed: [], secrets: ['Password'], files: ['mine.csv'] },
  });
});

test.each([
  ['no aliases', 'Domain,Name\na.com,Ada Park', 'No column is headed “Alias”.'],
  ['too many lines', 'a.com, ada\n'.repeat(2_100), 'at most 2000 are read at once'],
  ['lines that are too long', `a.com, ${'x'.repeat(500_001)}`, 'This is too long for a list of aliases.'],
])('a file with %s changes nothing, and says why', async (_what, text, message) => {
  const form = kept();
  expect(await form.add(text)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  expect(form.aliases()).toEqual({ form: 'own', text: 'a.com, old' });
});

test('a sheet with a mistake in a line is kept, to be corrected', async () => {
  const form = kept();
  expect(await form.add('Domain,Alias\na.com,ada,more')).toMatchObject({ ok: true });
  expect(form.aliases()?.text).toContain('Domain,Alias');
});
