import { expect, test } from '@jest/globals';
import { leavePage } from '../../../../../src/service/requesting/filling/fill-draft.ts';
import { fillHosting } from '../../../../../src/service/requesting/filling/fill-logins.ts';
import { draftsIn } from '../../../../../src/service/requesting/form/drafts.ts';
import { rememberForms } from '../../../../../src/service/requesting/form/remembered-forms.ts';
import type { TypedFields } from '../../../../../src/service/requesting/form/typed-fields.ts';
import { formValues, typedFields } from '../../../../../src/slack/receive/form-values.ts';
import { aForm, amir, rita } from '../../../../support/views/orders.ts';
import { inWorld, type PlacingWorld } from '../../placing/placing-world.ts';

const nothingTyped: TypedFields = typedFields(formValues({}));

/** Two processes on one store, of which the first notes what it asks for. */
function processesOn({ deps }: PlacingWorld) {
  const asked: string[] = [];
  const noting = {
    ...deps.settings,
    get: (key: string) => {
      asked.push(`get ${key}`);
      return deps.settings.get(key);
    },
  };
  const one = draftsIn(noting, rememberForms());
  const other = draftsIn(deps.settings, rememberForms());
  const leave = (label: string | null, by = rita) =>
    leavePage({ drafts: one })({ draftId: 'draft-1', by, typed: { ...nothingTyped, label } });
  return { one, other, asked, leave };
}

test('a form that this process saw last is not read again, and what is saved outlives it', () =>
  inWorld(async (world) => {
    const { one, other, asked, leave } = processesOn(world);
    await other.begin(aForm());
    await leave('Acme');
    expect(asked.filter((each) => each === 'get draft:draft-1')).toHaveLength(1);
    await leave('Acme, spring');
    expect(asked.filter((each) => each === 'get draft:draft-1')).toHaveLength(1);
    expect((await other.load('draft-1'))?.draft.label).toBe('Acme, spring');
    expect((await one.begun(rita)).map(({ draft }) => draft.id)).toEqual(['draft-1']);
  }));

test('what another process saved meanwhile is kept, and the page is filled in on it', () =>
  inWorld(async (world) => {
    const { one, other, leave } = processesOn(world);
    await one.begin(aForm({ label: 'Acme' }));
    await other.begin(aForm({ label: 'Acme', domainText: { google: 'acme.com' } }, 5));
    const left = await leave('Acme, spring');
    expect(left).toMatchObject({ fill: 6, draft: { label: 'Acme, spring', domainText: { google: 'acme.com' } } });
    expect(await other.load('draft-1')).toEqual(left);
  }));

test('what is wrong with a page is judged by the newest form, though nothing is saved then', () =>
  inWorld(async (world) => {
    const { one, other } = processesOn(world);
    const hosting = { provider: 'Porkbun', link: '', loginId: null };
    await one.begin(aForm({ source: 'other', hosting }));
    const take = fillHosting({ ...world.deps, drafts: one });
    const leaveEmpty = () =>
      take(
        { draftId: 'draft-1', by: rita, typed: { ...nothingTyped, hostingProvider: 'Porkbun' } },
        { username: '', password: '' },
      );
    expect(await leaveEmpty()).toMatchObject({ ok: false });
    await other.begin(aForm({ source: 'other', hosting: { ...hosting, loginId: 'login-1' } }, 2));
    expect(await leaveEmpty()).toMatchObject({ ok: true, fill: 3, draft: { hosting: { loginId: 'login-1' } } });
  }));

test('of two windows of one form that are sent at once, each is taken', () =>
  inWorld(async (world) => {
    const { one, other, leave } = processesOn(world);
    await one.begin(aForm());
    await Promise.all([leave('Acme'), leave(null), leave(null)]);
    expect(await other.load('draft-1')).toMatchObject({ fill: aForm().fill + 3, draft: { label: 'Acme' } });
  }));

test('a form that was deleted or erased elsewhere is forgotten, and another person’s is not shown', () =>
  inWorld(async (world) => {
    const { one, other, leave } = processesOn(world);
    await one.begin(aForm({ label: 'Acme' }));
    expect(await leave('Mine', amir)).toBeNull();
    await other.remove(aForm({ label: 'Acme' }));
    expect(await leave('Acme')).toBeNull();
    expect([await other.load('draft-1'), await one.load('draft-1')]).toEqual([null, null]);
  }));

test('only so much is remembered: what was put longest ago goes first', () => {
  const remembered = rememberForms(30);
  const put = (id: string, characters: number) =>
    remembered.put(id, { form: aForm({ id }), text: 'x'.repeat(characters) });
  put('one', 10);
  put('two', 10);
  put('one', 10);
  put('three', 15);
  expect(['one', 'two', 'three'].filter((id) => remembered.get(id))).toEqual(['one', 'three']);
  put('huge', 31);
  expect(['one', 'two', 'three', 'huge'].filter((id) => remembered.get(id))).toEqual([]);
  remembered.forget('never put');
  put('three', 30);
  expect(remembered.get('three')).not.toBeNull();
});
