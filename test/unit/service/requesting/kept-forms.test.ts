import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { keptForms } from '../../../../src/service/requesting/kept-forms.ts';
import { openSqliteStores } from '../../../../src/storage/open-stores.ts';
import { UserId } from '../../../../src/values/ids.ts';
import { noon, rita } from '../../../support/builders.ts';

const Form = z.object({ id: z.string(), ownerId: UserId, typed: z.string() });
const forms = keptForms('some-form', Form);
const form = { id: 'one', ownerId: rita, typed: '' };
const of = { formId: 'one', by: rita };

async function withStore(live: (keyValues: ReturnType<typeof openSqliteStores>['keyValues']) => Promise<void>) {
  const { keyValues, close } = openSqliteStores(null, { now: () => noon });
  try {
    await live(keyValues);
  } finally {
    await close();
  }
}

test('what is typed last is kept, in two windows too', () =>
  withStore(async (keyValues) => {
    await forms.begin(keyValues, form);
    await Promise.all(['one', 'other'].map((typed) => forms.save(keyValues, { ...form, typed })));
    expect((await forms.own(keyValues, of))?.typed).toMatch(/one|other/);
    await forms.save(keyValues, { ...form, typed: 'last' });
    expect((await forms.own(keyValues, of))?.typed).toBe('last');
  }));

test.each<[what: string, text: string | null]>([
  ['forgotten', null],
  ['erased', JSON.stringify({ ...form, ownerId: 'U0ERASED' })],
])('a form that is %s in the moment in which it is saved stays so', (_what, text) =>
  withStore(async (keyValues) => {
    await forms.begin(keyValues, form);
    const erasing = {
      ...keyValues,
      get: async (key: string) => {
        const before = await keyValues.get(key);
        await (text === null ? keyValues.delete(key) : keyValues.set(key, text, null));
        return before;
      },
    };
    await forms.save(erasing, { ...form, typed: 'mine' });
    expect(await keyValues.get('some-form:one')).toBe(text);
  }),
);

test('work on a form is done again with what another window saved meanwhile, and null without a form', () =>
  withStore(async (keyValues) => {
    await forms.begin(keyValues, form);
    const seen: string[] = [];
    const adds = (theirs: string | null) =>
      forms.change(keyValues, of, async (known, save) => {
        seen.push(known.typed);
        if (theirs !== null && seen.length === 1) await forms.save(keyValues, { ...known, typed: theirs });
        await save({ ...known, typed: `${known.typed} mine` });
        return 'done';
      });
    expect(await adds('theirs')).toBe('done');
    expect(seen).toEqual(['', 'theirs']);
    expect((await forms.own(keyValues, of))?.typed).toBe('theirs mine');
    await keyValues.delete('some-form:one');
    expect(await adds(null)).toBeNull();
  }));

test('a form that is saved elsewhere again and again says so', () =>
  withStore(async (keyValues) => {
    await forms.begin(keyValues, form);
    const busy = { ...keyValues, replace: async () => false };
    await expect(forms.save(busy, form)).rejects.toMatchObject({ code: 'form_busy' });
  }));
