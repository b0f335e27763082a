import type { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { lineProblem, type OrderField, type Problem } from '../../../acts/custom_order/problem.ts';
import { domainsField } from '../../../acts/custom_order/rules/check-order.ts';
import { parseDomainName } from '../../../acts/custom_order/rules/domain-name.ts';
import type { CustomOrderInput } from '../../../acts/custom_order/rules/order-input.ts';
import { AppError } from '../../errors.ts';
import type { Vendor } from '../../ports/vendor.ts';

/** Other workspaces in which a missing name is looked for. Our own limit: each is a call while somebody waits. */
const MOST_WORKSPACES = 5;

/** A name of a form that is not there to be ordered on, where it stands, and why. */
export interface MissingName {
  readonly field: OrderField;
  readonly line: number | null;
  readonly name: string;
  /** Whether nobody has bought it through the vendor, as far as that could be read. */
  readonly isNotBought: boolean;
  readonly problem: Problem;
}

/** What is wrong with those; see `missingNames`. */
export const namesNotThere = async (
  vendor: Vendor,
  input: CustomOrderInput,
  workspaces: readonly VendorWorkspace[],
): Promise<Problem[]> => (await missingNames(vendor, input, workspaces)).map(({ problem }) => problem);

/**
 * Names said to be bought through ScaledMail that are not among the unused ones of the workspace, each with where it is: in
 * use, in another of `workspaces`, or not bought. Throws what vendor reads throw when the unused ones cannot be read; where
 * the rest cannot, that is all that is said.
 */
export async function missingNames(
  vendor: Vendor,
  { source, workspace, lines }: CustomOrderInput,
  workspaces: readonly VendorWorkspace[],
): Promise<MissingName[]> {
  if (source !== 'scaledmail' || !workspace) return [];
  const unused = new Set(await vendor.unusedPurchasedDomains(workspace.id, 'person'));
  const missing = lines.flatMap(({ provider, domains }) =>
    domains.flatMap(({ line, name }) => {
      const parsed = parseDomainName(name);
      return parsed.ok && !unused.has(parsed.name) ? [{ field: domainsField(provider), line, name: parsed.name }] : [];
    }),
  );
  if (missing.length === 0) return [];
  const others = workspaces.filter(({ id }) => id !== workspace.id).slice(0, MOST_WORKSPACES);
  const [bought, elsewhere] = await Promise.all([
    orNull(vendor.purchasedDomains(workspace.id, 'person')),
    Promise.all(
      others.map(async (each) => ({ each, names: await orNull(vendor.purchasedDomains(each.id, 'person')) })),
    ),
  ]);
  const used = new Set(bought);
  const isAllRead = bought !== null && elsewhere.every(({ names }) => names !== null);
  return missing.map(({ field, line, name }) => {
    const because = (code: string, message: string): MissingName => {
      const isNotBought = code === 'domain_not_purchased';
      return { field, line, name, isNotBought, problem: lineProblem(field, line, code, message) };
    };
    if (used.has(name)) return because('domain_in_use', `${name} is in use at ScaledMail already.`);
    const place = elsewhere.find(({ names }) => names?.includes(name))?.each;
    if (place) {
      const message = `${name} is in the workspace ${place.name}, not in ${workspace.name}.`;
      return because('domain_in_other_workspace', message);
    }
    const message = isAllRead
      ? `${name} is not bought through ScaledMail yet.`
      : `${name} is not among the unused domains of ${workspace.name}.`;
    return because('domain_not_purchased', message);
  });
}

async function orNull(reading: Promise<string[]>): Promise<string[] | null> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return null;
  }
}
