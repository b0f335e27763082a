import { type ChangeRedirect, MOST_REDIRECTS, REDIRECT_WORTH } from '../../../acts/change_redirect/change-redirect.ts';
import { worksOnName } from '../../../acts/claim.ts';
import type { UserId } from '../../../values/ids.ts';
import { maySendFreely } from '../../free-acts.ts';
import {
  type ChangeRefusal,
  type ChangingDeps,
  type DomainOf,
  domainsToChange,
  type OrderToChange,
  refuseDomain,
} from './order-to-change.ts';
import type { DomainSeen, RedirectForm } from './redirect-form.ts';

/** Longest value of a box to tick: a longer name is changed alone. Source: docs/slack.md, "Limits". */
const MAX_VALUE = 150;

/** What somebody typed and ticked. */
export type RedirectTyped = RedirectForm['typed'];

interface ToRead extends DomainOf {
  readonly ownerId: UserId;
  readonly id: string;
  /** Null: the page opens with the redirect that the domain has. */
  readonly typed: RedirectTyped | null;
  /** How often its page was filled in before. */
  readonly fill: number;
}

/** A form with what the domain and its neighbours have now, for whoever may see the order. Throws what vendor reads throw. */
export async function readRedirect(
  deps: ChangingDeps,
  { ownerId: by, reference, elsewhere = null, index, id, typed, fill }: ToRead,
): Promise<{ readonly ok: true; readonly form: RedirectForm } | ChangeRefusal> {
  const found = await domainsToChange(deps, by, { reference, elsewhere });
  if (!found.ok) return found;
  const name = found.names[index] ?? '';
  const refusal = await refuseDomain(deps, found, name);
  if (refusal) return refusal;
  const row = found.rowOf(name);
  if (!row) return { ok: false, refusal: 'not_at_vendor', name };
  const domain = seenOf(found, name);
  if (!domain) return { ok: false, refusal: 'redirect_not_said', name };
  const { workspace, vendorOrderId, label } = found;
  const changes = [{ ...domain, to: '' }];
  const act: ChangeRedirect = { kind: 'change_redirect', workspace, vendorOrderId, of: reference, label, changes };
  const form: RedirectForm = {
    id,
    ownerId: by,
    reference,
    elsewhere,
    workspace,
    vendorOrderId,
    label,
    index,
    domain,
    others: await othersBeside(deps, found, index),
    typed: typed ?? { redirect: domain.from, also: [] },
    fill: fill + 1,
    isFree: await maySendFreely(deps, by, { act, worth: REDIRECT_WORTH }),
  };
  return { ok: true, form };
}

/** A domain as the vendor shows it; null where it does not say where it leads. */
function seenOf({ rowOf }: OrderToChange, domain: string): DomainSeen | null {
  const row = rowOf(domain);
  return row?.redirect === undefined ? null : { domain, from: row.redirect };
}

/** Those that stand on the same page of the order's details and can be changed now. */
async function othersBeside(deps: ChangingDeps, found: OrderToChange, index: number): Promise<DomainSeen[]> {
  const first = index - (index % MOST_REDIRECTS);
  const beside = found.names
    .slice(first, first + MOST_REDIRECTS)
    .filter((name) => name !== found.names[index] && found.isReady(name));
  const claimed = await deps.orders.claimed(beside.map(worksOnName));
  const isOffered = (name: string) => name.length <= MAX_VALUE && !claimed.has(worksOnName(name).key);
  return beside.filter(isOffered).flatMap((name) => seenOf(found, name) ?? []);
}
