import { ownsName } from '../../../acts/claim.ts';
import type { SaidName } from '../../../acts/swap_domain/new-name.ts';
import { SWAP_WORTH, type SwapDomain } from '../../../acts/swap_domain/swap-domain.ts';
import type { UserId } from '../../../values/ids.ts';
import { maySendFreely } from '../../free-acts.ts';
import { beginPage } from '../sending/page-form.ts';
import {
  type ChangeRefusal,
  type ChangingDeps,
  type DomainOf,
  domainsToChange,
  refuseDomain,
} from './order-to-change.ts';
import { NAME_PAGE, type SwapForm } from './swap-form.ts';

/** The page that shows what a domain of an order could be swapped for, for whoever may see the order. Throws what vendor reads throw. */
export const startSwap = (deps: ChangingDeps) => (by: UserId, which: DomainOf) =>
  beginPage(
    NAME_PAGE,
    deps,
    readSwap(deps, {
      ownerId: by,
      ...which,
      id: deps.newId(),
      typed: NOTHING_TYPED,
      hosting: null,
      asked: null,
      fill: 0,
    }),
  );

const NOTHING_TYPED: SaidName = { chosen: '', elsewhere: '' };

interface ToRead extends DomainOf, Pick<SwapForm, 'hosting' | 'logins' | 'asked'> {
  readonly ownerId: UserId;
  readonly id: string;
  readonly typed: SaidName;
  /** How often its page was filled in before. */
  readonly fill: number;
}

/** A form with the domain and the unused names as they are now, for whoever may see the order. Throws what vendor reads throw. */
export async function readSwap(
  deps: ChangingDeps,
  { ownerId: by, reference, elsewhere = null, index, id, typed, fill, hosting, logins, asked }: ToRead,
): Promise<{ readonly ok: true; readonly form: SwapForm } | ChangeRefusal> {
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
  return { ok: true, form };
}
