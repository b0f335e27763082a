import { describe, expect, test } from '@jest/globals';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import {
  addBox,
  type Filled,
  fillColumns,
  fillDomains,
  fillWhat,
  leavePage,
  mistakesShown,
  openForm,
} from '../../../../../src/service/requesting/filling/fill-draft.ts';
import { fillHosting } from '../../../../../src/service/requesting/filling/fill-logins.ts';
import { draftsIn } from '../../../../../src/service/requesting/form/drafts.ts';
import type { TypedFields } from '../../../../../src/service/requesting/form/typed-fields.ts';
import { purchasedNames } from '../../../../../src/service/requesting/names/purchased-names.ts';
import { priceDraft } from '../../../../../src/service/requesting/sending/price-draft.ts';
import { aDraft, aForm, amir, rita } from '../../../../support/views/orders.ts';
import { inWorld, type PlacingWorld } from '../../placing/placing-world.ts';

const nothingTyped: TypedFields = {
  label: null,
  workspaceIds: null,
  source: null,
  providers: null,
  defaultName: null,
  defaultRedirect: null,
  domainText: {},
  corrected: {},
  correctedOf: null,
  addedNames: {},
  hostingProvider: null,
  hostingLink: null,
  logins: {},
  coupon: null,
  aliases: {},
  profilePicture: null,
  upload: null,
  sheetFor: null,
  sequencer: null,
};
const login = { username: 'rita', password: 'hunter2' };
const noLogin = { username: '', password: '' };

/** Everything that can be asked of a form that is kept in the world's store. */
function formIn({ deps }: PlacingWorld) {
  const drafts = draftsIn(deps.settings);
  const sealed: (typeof login)[] = [];
  const vault = {
    ...deps.vault,
    seal: async (typed: typeof login) => `login-${sealed.push(typed)}`,
    open: async (id: string) => sealed[Number(id.replace('login-', '')) - 1] ?? null,
  };
  const needs = { ...deps, keyValues: deps.settings, drafts, vault };
  return {
    drafts,
    sealed,
    fillWhat: fillWhat(needs),
    fillDomains: fillDomains(needs),
    fillColumns: fillColumns(needs),
    fillHosting: fillHosting(needs),
    leavePage: leavePage(needs),
    addBox: addBox(needs),
    mistakesShown: mistakesShown(needs),
    openForm: openForm(needs),
    priceDraft: priceDraft(needs),
    purchasedNames: purchasedNames(needs),
  };
}

const page = (typed: Partial<TypedFields> = {}, by = rita) => ({
  draftId: 'draft-1',
  by,
  typed: { ...nothingTyped, ...typed },
});

/** Keeps a form and does something with it. */
const withForm = (parts: Partial<OrderDraft>, live: (form: ReturnType<typeof formIn>) => Promise<void>) =>
  inWorld(async (world) => {
    const form = formIn(world);
    await form.drafts.begin(aForm({ label: 'Acme', defaultName: 'Ada Park', ...parts }));
    await live(form);
  });

const codes = (filled: Filled) => (filled && !filled.ok ? filled.problems.map(({ code }) => code) : filled);

test('a form of another, a forgotten one and one that names no draft are nobody’s', () =>
  withForm({ mistakes: [{ provider: 'google', line: 1, name: 'x', instead: null }] }, async (form) => {
    const pages = [page({}, amir), { ...page(), draftId: 'draft-2' }, { ...page(), draftId: null }];
    for (const each of pages) {
      expect(await form.fillWhat(each)).toBeNull();
      expect(await form.fillDomains(each)).toBeNull();
      expect(await form.fillColumns(each)).toBeNull();
      expect(await form.fillHosting(each, login)).toBeNull();
      expect(await form.leavePage(each)).toBeNull();
      expect(await form.addBox(each, 'google')).toBeNull();
      expect(await form.mistakesShown(each)).toEqual([]);
      expect(await form.openForm(each)).toBeNull();
      expect(await form.purchasedNames(each, '', 10)).toEqual([]);
    }
    expect(form.sealed).toEqual([]);
    expect(await form.drafts.load('draft-1')).toMatchObject({ draft: { ownerId: rita }, fill: 1 });
  }));

describe('the first page', () => {
  test('tells its own problems only, and keeps what was typed', () =>
    withForm({}, async (form) => {
      expect(codes(await form.fillWhat(page({ label: '', providers: [] })))).toEqual([
        'label_missing',
        'providers_missing',
      ]);
      expect(await form.drafts.load('draft-1')).toMatchObject({ draft: { label: '', providers: [] }, fill: 1 });
    }));

  test('goes on in spite of too many domains, which stand on the next page', () => {
    const text = Array.from({ length: 1_500 }, (_, index) => `acme${index}.com`).join('\n');
    return withForm({ domainText: { google: text }, providers: ['google'] }, async (form) => {
      expect(codes(await form.fillDomains(page()))).toContain('too_many_domains_in_all');
      expect(await form.fillWhat(page({ label: 'Northwind' }))).toMatchObject({ ok: true, fill: 2 });
      expect(await form.drafts.load('draft-1')).toMatchObject({ draft: { label: 'Northwind' }, fill: 2 });
    });
  });
});

test('the page with the domains does not ask for the login, which comes on the next one', () =>
  withForm({ source: 'other' }, async (form) => {
    expect(codes(await form.fillDomains(page()))).toEqual(['domains_missing']);
    const filled = await form.fillDomains(page({ domainText: { google: 'acme.com' } }));
    expect(filled).toMatchObject({ ok: true, fill: 2, draft: { domainText: { google: 'acme.com' } } });
  }));

describe('a pasted sheet', () => {
  const sheet = 'Domain\tBought\tName\tPassword\na.com\t2025-01-05\tAda Park\thunter2';

  test('is kept without what is not used, which is told as long as its heading is the same', () =>
    withForm({ source: 'other' }, async (form) => {
      const kept = {
        domainText: { google: 'Domain\tName\na.com\tAda Park' },
        leftOut: { google: { notUsed: ['Bought'], secrets: ['Password'] } },
      };
      expect(await form.fillDomains(page({ domainText: { google: sheet } }))).toMatchObject({ ok: true, draft: kept });
      expect(JSON.stringify(await form.drafts.load('draft-1'))).not.toMatch(/hunter2|2025-01-05/);
      const edited = await form.fillDomains(page({ domainText: { google: 'Domain\tName\na.com\tBen Ito' } }));
      expect(edited).toMatchObject({ ok: true, draft: { leftOut: kept.leftOut } });
      const anew = await form.fillDomains(page({ domainText: { google: 'b.com' } }));
      expect(anew?.draft).toMatchObject({ domainText: { google: 'b.com' } });
      expect(anew?.draft.leftOut).toBeUndefined();
    }));

  test('with a mistake keeps no password either, and tells the line as it was pasted', () =>
    withForm({ source: 'other' }, async (form) => {
      const filled = await form.fillDomains(
        page({ domainText: { google: `${sheet}\nmail.b.com\t\tBen Ito\thunter3` } }),
      );
      expect(filled).toMatchObject({ ok: false, problems: [{ line: 3, code: 'domain_is_subdomain' }] });
      expect(JSON.stringify(filled)).not.toMatch(/hunter/);
      expect(JSON.stringify(await form.drafts.load('draft-1'))).not.toMatch(/hunter/);
    }));
});

test('another box comes after those that are shown, up to four, and what is typed stays', () =>
  withForm({}, async (form) => {
    const long = Array.from({ length: 3 }, () => 'a'.repeat(2_000)).join('\n');
    expect((await form.addBox(page({ domainText: { smtp: 'a.com' } }), 'google'))?.draft.boxes).toEqual({ google: 2 });
    const added = await form.addBox(page({ domainText: { google: long } }), 'google');
    expect(added).toMatchObject({
      fill: 3,
      draft: { boxes: { google: 4 }, domainText: { google: long, smtp: 'a.com' } },
    });
    expect((await form.addBox(page(), 'google'))?.draft.boxes).toEqual({ google: 4 });
  }));

describe('what is said of columns', () => {
  const sheet = 'Domain\tOwner\tBought\na.com\tAda Park\t2025-01-05';
  const columns = { google: new Map([[1, 'name' as const]]) };

  test('is asked for, written into what is kept, and remembered for its person', () =>
    withForm({ source: 'other' }, async (form) => {
      const asked = await form.fillDomains(page({ domainText: { google: sheet } }));
      expect(asked).toMatchObject({ ok: false, fill: 2, problems: [{ code: 'column_unclear' }] });
      const said = await form.fillColumns(page({ columns }));
      expect(said).toMatchObject({
        ok: true,
        draft: {
          domainText: { google: 'Domain\tName\na.com\tAda Park' },
          leftOut: { google: { notUsed: ['Bought'] } },
        },
      });
      expect(await form.drafts.saidColumns(rita)).toEqual({ 'domain owner bought': [[1, 'name']] });
      expect(await form.drafts.saidColumns(amir)).toEqual({});
      const again = await form.fillDomains(page({ domainText: { google: sheet } }));
      expect(again).toMatchObject({ ok: true, draft: { domainText: { google: 'Domain\tName\na.com\tAda Park' } } });
    }));

  test('counts for nothing when the text is another one by then', () =>
    withForm({ source: 'other', domainText: { google: 'a.com, Ada Park' } }, async (form) => {
      expect(await form.fillColumns(page({ columns }))).toMatchObject({ ok: true });
      expect(await form.drafts.saidColumns(rita)).toEqual({});
    }));

  test('that cannot be read any more is forgotten', () =>
    inWorld(async (world) => {
      await world.deps.settings.set(`columns:${rita}`, '{"domain":"?"}', 60_000);
      expect(await formIn(world).drafts.saidColumns(rita)).toEqual({});
    }));
});

describe('the hosting login', () => {
  const hosting = { provider: 'Porkbun', link: '', loginId: null };
  const typed = { hostingProvider: 'Porkbun', hostingLink: '' };

  test('is sealed, and only its id is kept', () =>
    withForm({ source: 'other' }, async (form) => {
      const filled = await form.fillHosting(page(typed), login);
      expect(filled).toMatchObject({ ok: true, fill: 2, draft: { hosting: { ...hosting, loginId: 'login-1' } } });
      expect(form.sealed).toEqual([login]);
      expect(JSON.stringify(await form.drafts.load('draft-1'))).not.toContain('hunter2');
    }));

  test('is not sealed while something is missing', () =>
    withForm({ source: 'other' }, async (form) => {
      expect(codes(await form.fillHosting(page({ ...typed, hostingProvider: '' }), noLogin))).toEqual([
        'account_provider_missing',
        'username_missing',
        'password_missing',
      ]);
      expect(form.sealed).toEqual([]);
    }));

  test('is not sealed while its link is none', () =>
    withForm({ source: 'other' }, async (form) => {
      const linked = page({ ...typed, hostingLink: ' namecheap.com ' });
      expect(codes(await form.fillHosting(linked, login))).toEqual(['link_malformed']);
      expect(form.sealed).toEqual([]);
    }));

  test('stays the one sealed before when it is left empty', () =>
    withForm({ source: 'other', hosting: { ...hosting, loginId: 'login-0' } }, async (form) => {
      const filled = await form.fillHosting(page(typed), noLogin);
      expect(filled).toMatchObject({ ok: true, draft: { hosting: { loginId: 'login-0' } } });
      expect(form.sealed).toEqual([]);
    }));

  test('keeps its user name when a password alone is typed later, as its page says', () =>
    withForm({ source: 'other' }, async (form) => {
      await form.fillHosting(page(typed), login);
      const filled = await form.fillHosting(page(typed), { ...noLogin, password: 'new' });
      expect(filled).toMatchObject({ ok: true, draft: { hosting: { loginId: 'login-2' } } });
      expect(form.sealed).toEqual([login, { ...login, password: 'new' }]);
    }));

  test('is asked for anew when a part of it is typed, and what was sealed before is gone', () =>
    withForm({ source: 'other', hosting: { ...hosting, loginId: 'login-0' } }, async (form) => {
      expect(codes(await form.fillHosting(page(typed), { ...noLogin, password: 'new' }))).toEqual(['username_missing']);
      expect(form.sealed).toEqual([]);
    }));
});

test('the text of a form is not read again on its way to a price', () =>
  withForm({ source: 'other' }, async (form) => {
    const filled = await form.fillDomains(page({ domainText: { google: 'acme.com, Ada Park' } }));
    if (!filled?.ok) throw new Error('The page was not taken');
    const draft = { ...filled.draft, domainText: { google: 'no domain' } };
    await form.drafts.begin({ ...filled, draft });
    const priced = await form.priceDraft({ ...filled, draft });
    expect(priced).toMatchObject({ ok: false, problems: [{ code: 'hosting_missing' }], fill: 3 });
  }));

test('a form that was kept with the fill among the fields of its draft is read, and every form is kept so', () =>
  inWorld(async (world) => {
    const { drafts } = formIn(world);
    const kept = { ...aDraft({ label: 'Acme' }), fill: 3 };
    await world.deps.settings.set('draft:draft-1', JSON.stringify(kept), 60_000);
    const form = await drafts.load('draft-1');
    expect(form).toEqual(aForm({ label: 'Acme' }, 3));
    if (form) await drafts.begin({ ...form, fill: 4 });
    const text = (await world.deps.settings.get('draft:draft-1')) ?? '';
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...kept, fill: 4 })));
  }));

test('a page with mistakes that is not the newest puts no lines into the places of others', () =>
  withForm(
    {
      domainText: { google: 'a.com\nmail.b.com' },
      mistakes: [{ provider: 'google', line: 2, name: 'mail.b.com', instead: 'b.com' }],
    },
    async (form) => {
      const corrected = { google: 'c.com' };
      await form.leavePage(page({ corrected, correctedOf: 0 }));
      expect((await form.drafts.load('draft-1'))?.draft.domainText).toEqual({ google: 'a.com\nmail.b.com' });
      await form.leavePage(page({ corrected, correctedOf: 2 }));
      expect((await form.drafts.load('draft-1'))?.draft.domainText).toEqual({ google: 'a.com\nc.com' });
    },
  ));
