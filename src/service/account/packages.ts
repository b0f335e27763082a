import { z } from 'zod';
import { PackageOffer } from '../../acts/fixed_package/chosen-package.ts';
import type { AuthorityRefusal } from '../../orders/policy.ts';
import type { UserId } from '../../values/ids.ts';
import { offersOf } from '../acts/fixed_package/appraise.ts';
import { type AuthorityDeps, refuseToServe } from '../authority.ts';
import { offeredWorkspaces, type WorkspaceDeps } from '../requesting/starting/workspaces.ts';
import { storedAnswer } from '../requesting/stored-answer.ts';

/** People who look again so soon read the same list. */
const KEPT_MS = 60_000;

/** A package, and the workspaces that have it at this price, where that is not all of them. */
export interface ListedOffer {
  readonly offer: PackageOffer;
  readonly onlyIn: readonly string[];
}

export type PackagesListed =
  | { readonly ok: true; readonly packages: readonly ListedOffer[] }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/** Packages that can be ordered here in any workspace, cheapest first. Throws what vendor reads throw. */
export const listPackages =
  (deps: AuthorityDeps & WorkspaceDeps) =>
  async (by: UserId): Promise<PackagesListed> => {
    const refusal = await refuseToServe(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const workspaces = await offeredWorkspaces(deps);
    const found = new Map<string, { offer: PackageOffer; names: string[] }>();
    for (const { id, name } of workspaces) {
      const kept = { key: `packages:${id}`, ttlMs: KEPT_MS, schema: z.array(PackageOffer) };
      for (const offer of await storedAnswer(deps.keyValues, kept, () => offersOf(deps.vendor, id, 'person'))) {
        const key = JSON.stringify(offer);
        const known = found.get(key);
        if (known) known.names.push(name);
        else found.set(key, { offer, names: [name] });
      }
    }
    const packages = [...found.values()].map(({ offer, names }) => ({
      offer,
      onlyIn: names.length === workspaces.length ? [] : names,
    }));
    return { ok: true, packages: packages.toSorted((one, other) => one.offer.monthCents - other.offer.monthCents) };
  };
