import { type NamesToBuy, namesToBuyFor, tooManyNew } from '../../../acts/buy_and_order/new-names.ts';
import type { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import type { CustomOrderInput } from '../../../acts/custom_order/rules/order-input.ts';
import { searchNames } from '../../acts/buy_domains/appraise.ts';
import type { Vendor } from '../../ports/vendor.ts';
import { missingNames } from './where-names-are.ts';

/**
 * Names of a form that nobody has bought yet, as far as they can be bought now, and what is wrong with the others: taken, on a
 * block list, at a price that makes no sense, in use, or in another workspace. Names that are had already are none of them.
 * Throws what vendor reads throw, also when the vendor lets nobody search for a while.
 */
export async function newNames(
  vendor: Vendor,
  input: CustomOrderInput,
  workspaces: readonly VendorWorkspace[],
): Promise<NamesToBuy> {
  const missing = await missingNames(vendor, input, workspaces);
  const elsewhere = missing.flatMap(({ isNotBought, problem }) => (isNotBought ? [] : [problem]));
  const wanted = missing.filter(({ isNotBought }) => isNotBought);
  const names = new Set(wanted.map(({ name }) => name));
  const tooMany = tooManyNew(names);
  if (tooMany || !input.workspace) return { names: [], problems: [...elsewhere, ...(tooMany ? [tooMany] : [])] };
  const found = namesToBuyFor(wanted, await searchNames(vendor, input.workspace.id, [...names], 'person'));
  return { names: found.names, problems: [...elsewhere, ...found.problems] };
}
