import type { PackageOffer } from '../../../acts/fixed_package/chosen-package.ts';
import { offersOf } from '../../acts/fixed_package/appraise.ts';
import type { Vendor } from '../../ports/vendor.ts';
import type { Drafts, OpenForm } from '../form/drafts.ts';
import { changeOwnForm, type FilledPage, type FormOf, ownForm, turnPage } from '../form/own-form.ts';

export interface PackagingDeps {
  readonly drafts: Drafts;
  readonly vendor: Vendor;
}

/** A form, and the packages that it can be of; none when the vendor sells none that can be ordered here. */
export type PackagesOffered = (OpenForm & { readonly offers: readonly PackageOffer[] }) | null;

/** Packages for a form; null when it is forgotten or another's. Throws what vendor reads throw. */
export const offerPackages =
  ({ drafts, vendor }: PackagingDeps) =>
  async (of: FormOf): Promise<PackagesOffered> => {
    const form = await ownForm(drafts, of);
    if (!form?.draft.workspaceId) return null;
    return { ...form, offers: await offersOf(vendor, form.draft.workspaceId, 'person') };
  };

/** Which package was chosen, and how many of it. */
export interface PackageWanted {
  readonly priceId: string;
  readonly quantity: number;
}

/**
 * Takes the page with the packages: the form is one of that package then, and of its provider. Null when the form is forgotten
 * or another's. Throws what vendor reads throw.
 */
export const fillPackage =
  ({ drafts, vendor }: PackagingDeps) =>
  (page: FilledPage, { priceId, quantity }: PackageWanted): Promise<OpenForm | 'not_sold' | null> =>
    changeOwnForm(drafts, page, async (form, save) => {
      if (!form.draft.workspaceId) return null;
      const offers = await offersOf(vendor, form.draft.workspaceId, 'person');
      const offer = offers.find((each) => each.priceId === priceId);
      if (!offer) return 'not_sold';
      const draft = { ...form.draft, package: { offer, quantity }, providers: [offer.provider] };
      return turnPage({ save }, { draft, fill: form.fill });
    });
