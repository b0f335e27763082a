import { expect, test } from '@jest/globals';
import type { OrderDraft } from '../../../../../src/acts/custom_order/form/draft.ts';
import { withOwnCopies } from '../../../../../src/service/requesting/sending/own-copies.ts';
import { sendDraft } from '../../../../../src/service/requesting/sending/send-draft.ts';
import { aPurchase, aQuote, rita } from '../../../../support/builders.ts';
import { aReviewedDraft } from '../../../../support/views/orders.ts';
import { inWorld, type PlacingWorld } from '../../placing/placing-world.ts';
import { needsOf } from '../cancelling-world.ts';

const hosting = { provider: 'Porkbun', loginId: 'typed-1' };
const saved = { ownerId: rita, id: 'saved-1', name: 'main', provider: 'Porkbun', link: '', version: 1 };

/** A reviewed form with a typed login and a chosen one, and a vault that has both. */
function formIn(world: PlacingWorld) {
  const purchase = { ...aPurchase(), source: 'other' as const, hosting };
  const draft: OrderDraft = {
    ...aReviewedDraft(),
    ownerId: rita,
    hosting: { provider: 'Porkbun', link: '', loginId: 'typed-1' },
    logins: {
      hosting: { choice: null, keepAs: '', isShared: false },
      sequencer: { choice: `${rita}:saved-1`, keepAs: '', isShared: false, chosen: { ...saved, loginId: 'copy-1' } },
    },
    review: { purchase, quote: aQuote(purchase) },
  };
  const logins = new Map(['typed-1', 'copy-1'].map((id) => [id, { username: id, password: 'hunter2' }]));
  const vault = {
    seal: async (login: { username: string; password: string }) => {
      logins.set(`anew of ${login.username}`, login);
      return `anew of ${login.username}`;
    },
    open: async (id: string) => logins.get(id) ?? null,
    erase: async (id: string) => void logins.delete(id),
  };
  return { draft, logins, deps: { ...needsOf(world), vault } };
}

test('a form that was not sent keeps the logins that it has', () =>
  inWorld(async (world) => {
    const { draft, deps } = formIn(world);
    expect(await withOwnCopies(deps, draft)).toBe(draft);
    expect(await withOwnCopies(deps, { ...draft, review: null })).toMatchObject({ hosting: { loginId: 'typed-1' } });
  }));

test('one that became an order gets copies of its own: the end of that order takes them from no other', () =>
  inWorld(async (world) => {
    const { draft, deps } = formIn(world);
    expect(await sendDraft(deps)(draft)).toMatchObject({ ok: true });
    expect(await withOwnCopies(deps, draft)).toMatchObject({
      hosting: { loginId: 'anew of typed-1' },
      logins: { sequencer: { chosen: { loginId: 'anew of copy-1' } } },
    });
  }));

test('what that order erased with its end is missing, and chosen again', () =>
  inWorld(async (world) => {
    const { draft, deps, logins } = formIn(world);
    await sendDraft(deps)(draft);
    logins.clear();
    const form = await withOwnCopies(deps, draft);
    expect(form).toMatchObject({ hosting: { loginId: null }, logins: { sequencer: { choice: `${rita}:saved-1` } } });
    expect(form.logins?.sequencer).not.toHaveProperty('chosen');
  }));
