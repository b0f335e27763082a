import type { VendorWorkspace } from '../custom_order/custom-order.ts';
import { visible } from '../custom_order/reading/cells/person-name.ts';
import { plainWorkspaceName } from './create-workspace.ts';

/** Longest name. Our own limit: the vendor's is not known. */
export const MAX_WORKSPACE_NAME = 60;

/** A name as it was meant: without what nobody sees, with single spaces. */
export const asWorkspaceName = (typed: string): string => visible(typed);

/** Why a workspace cannot get a name; null when nothing is in the way. Pure. */
export function workspaceProblem(name: string, there: readonly VendorWorkspace[]): string | null {
  if (name === '') return 'Please type the name of the new workspace.';
  const length = Array.from(name).length;
  if (length > MAX_WORKSPACE_NAME) return `These are ${length} characters, and ${MAX_WORKSPACE_NAME} fit.`;
  const same = there.find((each) => plainWorkspaceName(each.name) === plainWorkspaceName(name));
  return same ? `There is a workspace “${same.name}” already. Type another name.` : null;
}
