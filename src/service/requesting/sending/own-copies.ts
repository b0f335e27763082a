import { askedBy } from '../../../acts/asked-by-draft.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { LOGIN_KINDS } from '../../../acts/custom_order/saved-login.ts';
import type { LoginVault } from '../../ports/login-vault.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import { sentBefore } from './insert-once.ts';

export interface CopyDeps {
  readonly keyValues: KeyValueStore;
  readonly orders: OrderStore;
  readonly vault: LoginVault;
}

/**
 * A form with sealed logins that no order has: those that it was sent with belong to that order, and end with it. A login that
 * ended so already is missing then. Answers the same form where nothing has to be copied.
 */
export async function withOwnCopies(deps: CopyDeps, draft: OrderDraft): Promise<OrderDraft> {
  const { id: formId, ownerId: by, review } = draft;
  if (!review || !hasLogins(review.purchase)) return draft;
  const asked = askedBy(draft);
  if (!asked || !(await sentBefore(deps, { formId, by, ...asked }))) return draft;
  return { ...draft, review: null, ...(await copiedLogins(deps.vault, draft)) };
}

type OfLogins = Pick<OrderDraft, 'hosting' | 'sequencer' | 'logins'>;

/** The same with sealed copies of all logins; one that ended is missing. */
export async function copiedLogins(vault: LoginVault, { hosting, sequencer, ...of }: OfLogins): Promise<OfLogins> {
  const copyOf = async (loginId: string | null) => {
    const login = loginId === null ? null : await vault.open(loginId);
    return login && vault.seal(login);
  };
  const logins = { ...of.logins };
  for (const kind of LOGIN_KINDS) {
    const said = logins[kind];
    if (!said?.chosen) continue;
    const { chosen, ...others } = said;
    const loginId = await copyOf(chosen.loginId);
    logins[kind] = loginId === null ? others : { ...others, chosen: { ...chosen, loginId } };
  }
  return {
    hosting: hosting && { ...hosting, loginId: await copyOf(hosting.loginId) },
    ...(sequencer ? { sequencer: { ...sequencer, loginId: await copyOf(sequencer.loginId) } } : {}),
    ...(of.logins ? { logins } : {}),
  };
}

const hasLogins = ({ hosting, sequencer }: NonNullable<OrderDraft['review']>['purchase']): boolean =>
  hosting !== undefined || sequencer !== undefined;
