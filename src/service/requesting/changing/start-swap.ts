import { ownsName } from '../../../acts/claim.ts';
import type { SaidName } from '../../../acts/swap_domain/new-name.ts';
import { SWAP_WORTH, type SwapDomain } from '../../../acts/swap_domain/swap-domain.ts';
import type { UserId } from '../../../values/ids.ts';
import { maySendFreely } from '../../free-acts.ts';
import {
  type ChangeRefusal,
  type ChangingDeps,
  type DomainOf,
  domainsToChange,
  refuseDomain,
} from './order-to-change.ts';
import { beginSwapForm, type SwapForm, saveSwapForm } from './swap-form.ts';

/** The page on which somebody chooses another name for a domain. */
export type SwapPage = { readonly ok: true; readonly form: SwapForm };

/** What a domain of an order could be swapped for, for whoever may see the order. Throws what vendor reads throw. */
export const startSwap =
  (deps: ChangingDeps) =>
  async (by: UserId, which: DomainOf): Promise<SwapPage | ChangeRefusal> =>
    readSwap(deps, { by, ...which, id: deps.newId(), typed: NOTHING_TYPED, hosting: null, asked: null, fill: 0 });

const NOTHING_TYPED: SaidName = { chosen: '', elsewhere: '' };

interface ToRead extends DomainOf, Pick<SwapForm, 'hosting' | 'logins' | 'asked'> {
  readonly by: UserId;
  readonly id: string;
  readonly typed: SaidName;
  /** 0: the page is begun. */
  readonly fill: number;
}

/** Reads the domain and the unused names as they are now, and keeps that they were shown. */
export async function readSwap(
  deps: ChangingDeps,
  { by, reference, elsewhere = null, index, id, typed, fill, hosting, logins, asked }: ToRead,
): Promise<SwapPage | ChangeRefusal> {
  const found = await domainsToChange(deps, by, { reference, elsewhere });
  if (!found.ok) return found;
  const domain = found.names[index] ?? '';
  if (!found.isSwappable) return { ok: false, refusal: 'not_all_work', name: domain };
  const refusal = await refuseDomain(deps, found, domain);
  if (refusal) return refusal;
  if (!found.rowOf(domain)) return { ok: false, refusal: 'not_at_vendor', name: domain };
  const { workspace, vendorOrderId, label } = found;
  const bought = await deps.vendor.unusedPurchasedDomains(workspace.id, 'person');
  const owned = await deps.orders.claimed(bought.map(ownsName));
  const unused = bought.filter((name) => !owned.has(ownsName(name).key));
  const swapped = { workspace, vendorOrderId, of: reference, label, from: domain, to: unused[0] ?? domain };
  const act: SwapDomain = { kind: 'swap_domain', ...swapped };
  const form: SwapForm = {
    id,
    ownerId: by,
    reference,
    elsewhere,
    workspace,
    vendorOrderId,
    label,
    index,
    domain,
    unused,
    others: found.names.filter((name) => name !== domain),
    typed,
    hosting,
    ...(logins ? { logins } : {}),
    asked,
    fill: fill + 1,
    isFree: await maySendFreely(deps, by, { act, worth: SWAP_WORTH }),
  };
  await (fill === 0 ? beginSwapForm : saveSwapForm)(deps.keyValues, form);
  return { ok: true, form };
}
