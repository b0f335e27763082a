import { z } from 'zod';
import { PackageOffer } from '../../acts/fixed_package/chosen-package.ts';
import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import type { UserId } from '../../values/ids.ts';
import { offersOf } from '../acts/fixed_package/appraise.ts';
import { type AuthorityDeps, refuseToServe } from '../authority.ts';
import { oldestOf, type Shown, type ShownDeps, shownAnswer } from '../requesting/shown-answer.ts';
import { shownWorkspaces, type WorkspaceDeps } from '../requesting/starting/workspaces.ts';

/** A package, and the workspaces that have it at this price, where that is not all of them. */
export interface ListedOffer {
  readonly offer: PackageOffer;
  readonly onlyIn: readonly string[];
}

export type PackagesListed =
  | {
      readonly ok: true;
      readonly packages: readonly ListedOffer[];
      /** When the oldest of it was read; null when there is no workspace to read it of. */
      readonly readAt: Date | null;
    }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/** Packages that can be ordered here in any workspace, cheapest first, at most a minute old. Throws what vendor reads throw. */
export const listPackages =
  (deps: AuthorityDeps & WorkspaceDeps & ShownDeps) =>
  async (by: UserId): Promise<PackagesListed> => {
    const refusal = await refuseToServe(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const workspaces = await shownWorkspaces(deps);
    const found = new Map<string, { offer: PackageOffer; names: string[] }>();
    const lists: Shown<PackageOffer[]>[] = [];
    for (const { id, name } of workspaces) {
      const kept = { key: `packages:${id}`, schema: z.array(PackageOffer) };
      const list = await shownAnswer(deps, kept, () => offersOf(deps.vendor, id, 'person'));
      lists.push(list);
      for (const offer of list.answer) {
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
    const cheapestFirst = packages.toSorted((one, other) => one.offer.monthCents - other.offer.monthCents);
    return { ok: true, packages: cheapestFirst, readAt: oldestOf(lists) };
  };
