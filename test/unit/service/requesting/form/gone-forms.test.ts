import { describe, expect, test } from '@jest/globals';
import type { DraftSheet, OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { addAliasFile } from '../../../../../src/service/requesting/filling/add-alias-file.ts';
import {
  dropFile,
  forgetAdded,
  settleSheet,
  takeSheet,
} from '../../../../../src/service/requesting/filling/add-sheet.ts';
import { readForm } from '../../../../../src/service/requesting/filling/check-draft.ts';
import {
  addBox,
  fillAliases,
  fillColumns,
  fillDomains,
  fillOption,
  fillWhat,
  keepFixed,
  keepTyped,
  leavePage,
} from '../../../../../src/service/requesting/filling/fill-draft.ts';
import { fillHosting, fillSequencer } from '../../../../../src/service/requesting/filling/fill-logins.ts';
import { draftsIn } from '../../../../../src/service/requesting/form/drafts.ts';
import { rememberForms } from '../../../../../src/service/requesting/form/remembered-forms.ts';
import type { TypedFields } from '../../../../../src/service/requesting/form/typed-fields.ts';
import { priceDraft } from '../../../../../src/service/requesting/sending/price-draft.ts';
import { formValues, typedFields } from '../../../../../src/slack/receive/form-values.ts';
import { aForm, rita } from '../../../../support/views/orders.ts';
import { inWorld, type PlacingWorld } from '../../placing/placing-world.ts';

const nothingTyped: TypedFields = typedFields(formValues({}));
const page = (typed: Partial<TypedFields> = {}) => ({
  draftId: 'draft-1',
  by: rita,
  typed: { ...nothingTyped, ...typed },
});
const of = { draftId: 'draft-1', by: rita };
const login = { username: 'rita', password: 'hunter2' };
const unclear = 'Domain\tOwner\na.com\tAda Park';

/** A form in the store of a world, and what happens to the store right after the form was read there, or between reading and writing. */
async function formIn({ deps }: PlacingWorld, parts: Partial<OrderDraft>, meanwhile: () => Promise<void>) {
  const { settings } = deps;
  const form = aForm({ label: 'Acme', source: 'other', ...parts });
  await settings.set('draft:draft-1', JSON.stringify({ ...form.draft, fill: form.fill }), 60_000);
  await settings.set(`drafts-of:${rita}`, '["other"]', 60_000);
  const reading = {
    ...settings,
    get: async (key: string) => {
      const text = await settings.get(key);
      if (key === 'draft:draft-1') await meanwhile();
      return text;
    },
  };
  const sealed: (typeof login)[] = [];
  const vault = { ...deps.vault, seal: async (typed: typeof login) => `login-${sealed.push(typed)}` };
  const vendor = { ...deps.vendor, unusedPurchasedDomains: async () => ['acme.com'] };
  const drafts = draftsIn(reading);
  return { form, sealed, needs: { ...deps, keyValues: settings, drafts, vault, vendor } };
}
type Needs = Awaited<ReturnType<typeof formIn>>['needs'];
type Form = Awaited<ReturnType<typeof formIn>>['form'];

const file = { name: 'mine.csv', text: 'Domain,Alias\na.com,ada' };
const sheet = { name: 'mine.csv', text: 'Domain,Name\na.com,Ada Park', from: 'form' } as const;
const SHEET: DraftSheet = {
  name: 'mine.csv',
  text: 'Domain\tName\na.com\tAda Park',
  leftOut: { notUsed: [], secrets: [] },
  from: 'form',
};
const hosting = { provider: 'Porkbun', link: '', loginId: null };

/** Everything that saves a form, with what the form is for it. */
const WAYS: readonly (readonly [
  what: string,
  save: (needs: Needs, form: Form) => Promise<unknown>,
  parts?: Partial<OrderDraft>,
])[] = [
  ['the first page', (needs) => fillWhat(needs)(page({ label: 'Acme, spring' }))],
  ['the page with domains', (needs) => fillDomains(needs)(page({ domainText: { google: 'acme.com, Ada Park' } }))],
  ['its mistakes', (needs) => fillDomains(needs)(page({ domainText: { google: 'acme' } }))],
  [
    'what columns are',
    (needs) => fillColumns(needs)(page({ columns: { google: new Map([[1, 'name' as const]]) } })),
    { domainText: { google: unclear } },
  ],
  ['a page that is left', (needs) => leavePage(needs)(page())],
  ['a page that stays', (needs) => keepTyped(needs)(page())],
  ['another box', (needs) => addBox(needs)(page(), 'google')],
  ['an option', (needs) => fillOption(needs)(page(), ['coupon'])],
  ['aliases', (needs) => fillAliases(needs)(page(), ['aliases_google'])],
  ['the login', (needs) => fillHosting(needs)(page({ hostingProvider: 'Porkbun' }), login)],
  [
    'the sending tool',
    (needs) =>
      fillSequencer(needs)(page({ sequencer: { provider: 'Smartlead', link: '', workspace: 'Acme', tag: '' } }), login),
  ],
  ['a file of aliases', (needs) => addAliasFile(needs)(of, 'google', file)],
  ['a sheet', (needs) => takeSheet(needs)(of, sheet)],
  ['a sheet that has its place', (needs) => settleSheet(needs)(of), { sheet: SHEET }],
  ['a file that is dropped', (needs) => dropFile(needs)(of)],
  [
    'added lines that are told',
    (needs) => forgetAdded(needs)(of),
    { added: { name: 'mine.csv', text: '', lines: [] } },
  ],
  ['a price', (needs, form) => priceDraft(needs)(readForm(form)), { source: 'scaledmail', workspaceId: 'rec1' }],
  ['fixed lines', (needs, form) => keepFixed(needs)(form, { ...form.draft, domainText: { google: 'acme.com' } })],
];

describe('what was deleted or erased in the moment in which a page is saved does not come back', () => {
  test.each(WAYS)('%s', (_what, save, parts = {}) =>
    inWorld(async (world) => {
      const { settings } = world.deps;
      const erase = async () => {
        for (const key of ['draft:draft-1', `drafts-of:${rita}`, `columns:${rita}`]) await settings.delete(key);
      };
      const { form, needs } = await formIn(world, { hosting, ...parts }, erase);
      await save(needs, form);
      const kept = await Promise.all(['draft', 'drafts-of', 'columns'].map((prefix) => settings.keys(prefix)));
      expect(kept.flat()).toEqual([]);
    }),
  );
});

test('of a form that is gone before its price is kept, nobody says that it was changed and is kept', () =>
  inWorld(async (world) => {
    const gone = () => world.deps.settings.delete('draft:draft-1');
    const { form, needs } = await formIn(world, { source: 'scaledmail', workspaceId: 'rec1' }, gone);
    expect(await priceDraft(needs)(readForm(form))).toEqual({ ok: false, refusal: 'form_forgotten' });
  }));

describe('what a second window saved in that moment is kept, and so is the page', () => {
  /** A form of which another window saves a label once, between reading and saving. */
  const withSecond = (
    parts: Partial<OrderDraft>,
    live: (given: Awaited<ReturnType<typeof formIn>>, world: PlacingWorld) => Promise<void>,
  ) =>
    inWorld(async (world) => {
      let isSaved = false;
      const second = async () => {
        if (isSaved) return;
        isSaved = true;
        await keepTyped({ drafts: draftsIn(world.deps.settings) })(page({ label: 'Umbrella' }));
      };
      await live(await formIn(world, parts, second), world);
    });

  test('of domains', () =>
    withSecond({}, async ({ needs }, world) => {
      const domainText = { google: 'acme.com, Ada Park' };
      const filled = await fillDomains(needs)(page({ domainText }));
      expect(filled).toMatchObject({ ok: true, draft: { label: 'Umbrella', domainText } });
      const kept = await draftsIn(world.deps.settings).load('draft-1');
      expect(kept).toMatchObject({ draft: { label: 'Umbrella', domainText } });
      expect((await needs.drafts.begun(rita)).map(({ draft }) => draft.id)).toEqual(['draft-1']);
    }));

  test('of a login, which is sealed once', () =>
    withSecond({ hosting }, async ({ needs, sealed }) => {
      const filled = await fillHosting(needs)(page({ hostingProvider: 'Porkbun' }), login);
      expect(filled).toMatchObject({ ok: true, draft: { label: 'Umbrella', hosting: { loginId: 'login-1' } } });
      expect(sealed).toHaveLength(1);
    }));

  test('of a login that was typed there, where the page leaves it as it was', () =>
    inWorld(async (world) => {
      const typed = page({ hostingProvider: 'Porkbun' });
      let isSaved = false;
      const second = async () => {
        if (isSaved) return;
        isSaved = true;
        const vault = { ...world.deps.vault, seal: async () => 'login-9' };
        await fillHosting({ ...world.deps, drafts: draftsIn(world.deps.settings), vault })(typed, login);
      };
      const { needs } = await formIn(world, { hosting: { ...hosting, loginId: 'login-8' } }, second);
      const filled = await fillHosting(needs)(typed, { username: '', password: '' });
      expect(filled).toMatchObject({ ok: true, draft: { hosting: { loginId: 'login-9' } } });
    }));

  test('of fixed lines, which are not put into the places of others', () =>
    withSecond({ domainText: { google: 'mail.acme.com' } }, async ({ needs, form }) => {
      expect(await keepFixed(needs)(form, { ...form.draft, domainText: { google: 'acme.com' } })).toBeNull();
      expect(await needs.drafts.load('draft-1')).toMatchObject({
        draft: { label: 'Umbrella', domainText: { google: 'mail.acme.com' } },
      });
    }));

  test.each<[what: string, save: (needs: Needs, form: Form) => Promise<unknown>]>([
    ['the price', (needs, form) => priceDraft(needs)(readForm(form))],
    ['fixed lines', (needs, form) => keepFixed(needs)(form, { ...form.draft, label: 'Fixed' })],
  ])('which only left the page in that moment: %s is kept, as the same is typed', (_what, save) =>
    inWorld(async (world) => {
      let isLeft = false;
      const second = async () => {
        if (isLeft) return;
        isLeft = true;
        await leavePage({ drafts: draftsIn(world.deps.settings) })(page());
      };
      const { form, needs } = await formIn(world, { source: 'scaledmail', workspaceId: 'rec1' }, second);
      const saved = await save(needs, form);
      expect(isLeft).toBe(true);
      expect(saved).toHaveProperty('draft');
    }),
  );

  test('which saves again and again says that the page was not kept', () =>
    inWorld(async (world) => {
      const other = draftsIn(world.deps.settings);
      const saved = () => keepTyped({ drafts: other })(page()).then(() => leavePage({ drafts: other })(page()));
      const { needs } = await formIn(world, {}, async () => void (await saved()));
      await expect(leavePage(needs)(page({ label: 'Mine' }))).rejects.toMatchObject({ code: 'form_busy' });
    }));
});

describe('what a process remembers of a form refuses nothing of a newer one', () => {
  const nothing = { username: '', password: '' };
  const withOther = (
    live: (
      needs: Needs & { readonly other: ReturnType<typeof draftsIn> },
      form: Form,
      sealed: unknown[],
    ) => Promise<void>,
  ) =>
    inWorld(async (world) => {
      const { form, needs, sealed } = await formIn(world, { hosting }, async () => {});
      const drafts = draftsIn(world.deps.settings, rememberForms());
      await drafts.load('draft-1');
      await live({ ...needs, drafts, other: draftsIn(world.deps.settings) }, form, sealed);
    });

  test('a login that another process kept meanwhile is not missing', () =>
    withOther(async ({ other, ...needs }, _form, sealed) => {
      await fillHosting({ ...needs, drafts: other })(page({ hostingProvider: 'Porkbun' }), login);
      const filled = await fillHosting(needs)(page({ hostingProvider: 'Porkbun' }), nothing);
      expect(filled).toMatchObject({ ok: true, draft: { hosting: { loginId: 'login-1' } } });
      expect(sealed).toHaveLength(1);
    }));

  test('one that is missing is, and of a form that was deleted meanwhile nothing is said', () =>
    withOther(async ({ other, ...needs }, form) => {
      const fill = () => fillHosting(needs)(page({ hostingProvider: 'Porkbun' }), nothing);
      expect(await fill()).toMatchObject({ ok: false, problems: [{ field: 'hosting_username' }, {}] });
      await other.remove(form);
      expect(await fill()).toBeNull();
    }));
});
