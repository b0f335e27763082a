import { describe, expect, test } from '@jest/globals';
import type { CancelForm } from '../../../../src/service/requesting/cancelling/cancel-form.ts';
import { checkCancelling, reopenCancelling } from '../../../../src/service/requesting/cancelling/request-cancelling.ts';
import { fillSwapLogin } from '../../../../src/service/requesting/changing/fill-swap-login.ts';
import type { RedirectTyped } from '../../../../src/service/requesting/changing/read-redirect.ts';
import type { SenderTyped } from '../../../../src/service/requesting/changing/read-sender.ts';
import type { RedirectForm } from '../../../../src/service/requesting/changing/redirect-form.ts';
import { checkRedirect, reopenRedirect } from '../../../../src/service/requesting/changing/request-redirect.ts';
import { checkSender, reopenSender } from '../../../../src/service/requesting/changing/request-sender.ts';
import { nameSwap, requestSwap } from '../../../../src/service/requesting/changing/request-swap.ts';
import type { SenderForm } from '../../../../src/service/requesting/changing/sender-form.ts';
import {
  LOGIN_PAGE,
  NAME_PAGE,
  SWAP_FORMS,
  type SwapForm,
} from '../../../../src/service/requesting/changing/swap-form.ts';
import type { FormOf } from '../../../../src/service/requesting/kept-forms.ts';
import { type Page, type PageSent, pageOf } from '../../../../src/service/requesting/sending/page-form.ts';
import {
  checkWorkspace,
  reopenWorkspace,
  type WorkspaceForm,
} from '../../../../src/service/requesting/workspaces/request-workspace.ts';
import { aReference, noon, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from './cancelling-world.ts';

type Needs = ReturnType<typeof needsOf>;
type Answer = { readonly ok: boolean; readonly refusal?: string; readonly page?: Page<unknown> };

/** A kind of form: what it is kept under, how it is before anything is typed, and what may be typed in two windows. */
interface Kind {
  readonly key: string;
  readonly form: object;
  /** The same where the vendor shows something else. */
  readonly changed: object;
  readonly typed: readonly [mine: object, theirs: object];
  readonly check: (needs: Needs, sent: PageSent, which: 0 | 1 | 2) => Promise<Answer>;
  readonly reopen: (needs: Needs, of: FormOf) => Promise<Answer & { readonly seen?: string }>;
}

const workspace = { id: 'recNorthwind', name: 'Northwind Outbound' };
const own = { id: 'form', ownerId: rita, fill: 1 };
const order = { reference: aReference, workspace, vendorOrderId: 'recOrd7', label: 'Acme', index: 0 };
const of = { formId: 'form', by: rita };

const redirect: RedirectForm = {
  ...own,
  ...order,
  elsewhere: null,
  domain: { domain: 'a.com', from: 'https://old.com' },
  others: [],
  typed: { redirect: 'https://old.com', also: [] },
};
const redirects: readonly [RedirectTyped, RedirectTyped, RedirectTyped] = [
  { redirect: 'https://mine.com', also: [] },
  { redirect: 'https://theirs.com', also: [] },
  { redirect: 'no address', also: [] },
];
const sender: SenderForm = {
  ...own,
  ...order,
  domain: { domain: 'a.com', from: ['Ada Park'], addresses: ['ada@a.com'] },
  others: [],
  typed: { sender: '', mode: 'name_only', also: [] },
  read: [],
};
const senders: readonly [SenderTyped, SenderTyped, SenderTyped] = [
  { sender: 'Zoë Neil', mode: 'name_only', also: [] },
  { sender: 'Bea Lund', mode: 'name_only', also: [] },
  { sender: 'Ada Park', mode: 'name_only', also: [] },
];
const asked: WorkspaceForm = { ...own, path: '/workspaces', there: [workspace], typed: '' };
const names = ['Mine', 'Theirs', ''] as const;
const ending = {
  workspace,
  vendorOrderId: 'recOrd7',
  label: 'Acme',
  names: ['a.com'],
  mailboxes: 2,
  monthCents: 700,
  createdAt: noon,
};
const cancel: CancelForm = {
  ...own,
  chosen: { workspace, vendorOrderId: 'recOrd7', reference: aReference },
  seen: ending,
  reason: '',
};
const swap: SwapForm = {
  ...own,
  ...order,
  elsewhere: null,
  domain: 'a.com',
  unused: ['mine.com', 'theirs.com'],
  others: [],
  typed: { chosen: '', elsewhere: '' },
  hosting: null,
  asked: null,
};
const swaps = [
  { chosen: 'mine.com', elsewhere: '' },
  { chosen: 'theirs.com', elsewhere: '' },
  { chosen: '', elsewhere: 'mail.held.com' },
] as const;

const KINDS: readonly (readonly [string, Kind])[] = [
  [
    'a redirect',
    {
      key: 'redirect-form:form',
      form: redirect,
      changed: { ...redirect, domain: { domain: 'a.com', from: 'https://other.com' } },
      typed: [{ typed: redirects[0] }, { typed: redirects[1] }],
      check: (needs, sent, which) => checkRedirect(needs)(sent, redirects[which]),
      reopen: (needs, which) => reopenRedirect(needs)(which),
    },
  ],
  [
    'a sender',
    {
      key: 'sender-form:form',
      form: sender,
      changed: { ...sender, domain: { ...sender.domain, from: ['Cai Vance'] } },
      typed: [{ typed: senders[0] }, { typed: senders[1] }],
      check: (needs, sent, which) => checkSender(needs)(sent, senders[which]),
      reopen: (needs, which) => reopenSender(needs)(which),
    },
  ],
  [
    'a workspace',
    {
      key: 'workspace-form:form',
      form: asked,
      changed: { ...asked, there: [workspace, { id: 'recOther', name: 'Other' }] },
      typed: [{ typed: names[0] }, { typed: names[1] }],
      check: (needs, sent, which) => checkWorkspace(needs)(sent, names[which]),
      reopen: (needs, which) => reopenWorkspace({ ...needs, organizationId: null })(which),
    },
  ],
  [
    'a cancellation',
    {
      key: 'cancel-form:form',
      form: cancel,
      changed: { ...cancel, seen: { ...ending, monthCents: 1_400 } },
      typed: [{ reason: names[0] }, { reason: names[1] }],
      check: (needs, sent, which) => checkCancelling(needs)(sent, names[which]),
      reopen: (needs, which) => reopenCancelling(needs)(which),
    },
  ],
  [
    'a swap',
    {
      key: 'swap-form:form',
      form: swap,
      changed: { ...swap, unused: ['theirs.com', 'mine.com', 'third.com'] },
      typed: [{ typed: swaps[0] }, { typed: swaps[1] }],
      check: (needs, sent, which) => nameSwap(needs)(sent, swaps[which]),
      reopen: async (needs, which) => {
        const form = await SWAP_FORMS.own(needs.keyValues, which);
        return form ? pageOf(NAME_PAGE, form) : { ok: false, refusal: 'form_forgotten' };
      },
    },
  ],
];

/** A form of a kind in the store of a world, as two windows show it. */
const opened = (
  { key, form, reopen }: Kind,
  live: (needs: Needs, page: PageSent, world: PlacingWorld) => Promise<void>,
) =>
  inWorld(async (world) => {
    const needs = needsOf(world);
    await needs.keyValues.set(key, JSON.stringify(form), 60_000);
    const { seen = null } = await reopen(needs, of);
    expect(seen).not.toBeNull();
    await live(needs, { ...of, seen }, world);
  });

const kept = async ({ keyValues }: Needs, { key }: Kind): Promise<unknown> =>
  JSON.parse((await keyValues.get(key)) ?? 'null');

/** A store in which something happens once between reading the form and writing it. */
function meanwhile(needs: Needs, { key }: Kind, happens: () => Promise<unknown>): Needs {
  let hasHappened = false;
  const get = async (asked: string) => {
    const text = await needs.keyValues.get(asked);
    if (asked !== key || hasHappened) return text;
    hasHappened = true;
    await happens();
    return text;
  };
  return { ...needs, keyValues: { ...needs.keyValues, get } };
}

describe.each(KINDS)('two windows of %s', (_name, kind) => {
  const mine = kind.typed[0];
  const theirs = kind.typed[1];

  test('the older one is told, keeps what was typed in it, and takes nothing from the other', () =>
    opened(kind, async (needs, page) => {
      expect((await kind.check(needs, page, 1)).ok).toBe(true);
      const told = await kind.check(needs, page, 0);
      expect(told).toMatchObject({ ok: false, refusal: 'changed_elsewhere', page: { form: mine } });
      expect(await kept(needs, kind)).toMatchObject(theirs);
    }));

  test('what it is shown then can be sent, and the other one is older from then on', () =>
    opened(kind, async (needs, page) => {
      await kind.check(needs, page, 1);
      const { page: again } = await kind.check(needs, page, 0);
      if (!again) throw new Error('No page is shown again');
      expect((await kind.check(needs, { ...of, seen: again.seen }, 0)).ok).toBe(true);
      expect(await kept(needs, kind)).toMatchObject(mine);
      expect(await kind.check(needs, page, 1)).toMatchObject({ refusal: 'changed_elsewhere', page: { form: theirs } });
      expect(await kept(needs, kind)).toMatchObject(mine);
    }));

  test('what the other one saves between reading and writing is kept', () =>
    opened(kind, async (needs, page) => {
      const first = meanwhile(needs, kind, () => kind.check(needs, page, 1));
      expect(await kind.check(first, page, 0)).toMatchObject({ refusal: 'changed_elsewhere', page: { form: mine } });
      expect(await kept(needs, kind)).toMatchObject(theirs);
    }));

  test('what is wrong on a page is told and not kept: the page is the newest still', () =>
    opened(kind, async (needs, page) => {
      const before = await kept(needs, kind);
      const told = await kind.check(needs, page, 2);
      expect(told).toMatchObject(told.ok ? { name: { ok: false } } : { refusal: 'mistaken' });
      expect(await kept(needs, kind)).toEqual(before);
      expect((await kind.check(needs, page, 0)).ok).toBe(true);
    }));

  test('a page that is sent twice is the same page', () =>
    opened(kind, async (needs, page) => {
      const both = await Promise.all([kind.check(needs, page, 0), kind.check(needs, page, 0)]);
      expect([...both, await kind.check(needs, page, 0)].map(({ ok }) => ok)).toEqual([true, true, true]);
    }));

  test('a page that showed something else than the form does by now is older, though the same is typed', () =>
    opened(kind, async (needs, page) => {
      await needs.keyValues.set(kind.key, JSON.stringify({ ...kind.changed, ...mine }), 60_000);
      expect(await kind.check(needs, page, 0)).toMatchObject({ refusal: 'changed_elsewhere', page: { form: mine } });
    }));

  test('a form that is erased in the moment in which its page is saved stays so', () =>
    opened(kind, async (needs, page) => {
      const erasing = meanwhile(needs, kind, () => needs.keyValues.delete(kind.key));
      expect(await kind.check(erasing, page, 0)).toEqual({ ok: false, refusal: 'form_forgotten' });
      expect(await kept(needs, kind)).toBeNull();
    }));
});

describe('a login that was typed for a name which another window changed', () => {
  const named: SwapForm = { ...swap, typed: { chosen: '', elsewhere: 'held.com' } };
  const hosting = { hostingProvider: 'Porkbun', hostingLink: '', logins: {} };
  const login = { username: 'rita', password: 'hunter2' };
  const loginPage = { ...of, seen: pageOf(LOGIN_PAGE, named).seen };
  const withNeeds = (live: (needs: Needs, world: PlacingWorld) => Promise<void>) =>
    inWorld(async (world) => {
      const needs = needsOf(world);
      await SWAP_FORMS.begin(needs.keyValues, named);
      await live(needs, world);
    });

  test('is not taken for the new one, and what else was typed is shown again', () =>
    withNeeds(async (needs, world) => {
      await nameSwap(needs)({ ...of, seen: null }, swaps[1]);
      const told = await fillSwapLogin(needs)(loginPage, hosting, login);
      expect(told).toMatchObject({
        refusal: 'changed_elsewhere',
        page: { form: { typed: swaps[1], hosting: { provider: 'Porkbun', loginId: null } } },
      });
      expect(world.logins.size).toBe(0);
      expect(await SWAP_FORMS.own(needs.keyValues, of)).toMatchObject({ typed: swaps[1], hosting: null });
    }));

  test('is asked for with no other name than the one that its page showed', () =>
    withNeeds(async (needs, { vendor }) => {
      const filled = await fillSwapLogin(needs)(loginPage, hosting, login);
      if (!filled.ok) throw new Error(filled.refusal);
      await nameSwap(needs)({ ...of, seen: null }, swaps[1]);
      const asked = await requestSwap(needs)({ ...of, seen: filled.page.seen }, named.typed);
      expect(asked).toMatchObject({ refusal: 'changed_elsewhere', page: { form: { typed: named.typed } } });
      expect(vendor.reads).toEqual([]);
    }));
});
