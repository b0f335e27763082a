import { z } from 'zod';

/** What an open order owns or works on: a name, a vendor order, a form, a stock item, or a workspace that is to be. */
export const ClaimKey = z.string().regex(/^(name|vendor-order|form|stock|workspace):.+$/s);
export type ClaimKey = `${'name' | 'vendor-order' | 'form' | 'stock' | 'workspace'}:${string}`;

/**
 * A claim of an open order. `owns` excludes another `owns` of the same key; `works-on` another `works-on`, not the owner.
 * An order that ended in any way lets go of all of its claims.
 */
export const Claim = z.object({ key: ClaimKey, mode: z.enum(['owns', 'works-on']) });
export type Claim = z.infer<typeof Claim>;

/** The claim of a domain name that an order is going to have. */
export const ownsName = (name: string): Claim => ({ key: `name:${name}`, mode: 'owns' });
/** The claim of a domain name that an order changes, whoever has it. */
export const worksOnName = (name: string): Claim => ({ key: `name:${name}`, mode: 'works-on' });
/** The claim of an item of the vendor's stock that an order is going to have. */
export const ownsStock = (id: string): Claim => ({ key: `stock:${id}`, mode: 'owns' });
/** The claim of an order at the vendor that is changed or ended. */
export const worksOnVendorOrder = (id: string): Claim => ({ key: `vendor-order:${id}`, mode: 'works-on' });
/** The claim of a form at the vendor that is filled in. */
export const worksOnForm = (uuid: string): Claim => ({ key: `form:${uuid}`, mode: 'works-on' });
/** The claim of a name that a new workspace is going to have. */
export const worksOnWorkspace = (name: string): Claim => ({ key: `workspace:${name}`, mode: 'works-on' });
