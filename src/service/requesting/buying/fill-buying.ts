import { readEndings } from '../../../acts/buy_domains/read-query.ts';
import type { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { FormOf } from '../kept-forms.ts';
import { type BuyForm, freeNames, ownBuyForm, saveBuyForm } from './buy-form.ts';

/** What stands in the fields of the page; null for a field that is not on it. */
export interface BuyFields {
  readonly query: string | null;
  readonly label: string | null;
  readonly workspaceId: string | null;
  /** Names that are ticked, of those on the page and of those chosen before. */
  readonly ticked: readonly string[] | null;
}

export interface FillingBuyDeps {
  readonly keyValues: KeyValueStore;
}

/** Keeps what is typed and ticked. Null when the form is forgotten or another's. */
export const fillBuying =
  ({ keyValues }: FillingBuyDeps) =>
  async (of: FormOf, fields: BuyFields): Promise<BuyForm | null> => {
    const form = await ownBuyForm(keyValues, of);
    if (!form) return null;
    const filled = withFields(form, fields);
    await saveBuyForm(keyValues, filled);
    return filled;
  };

/** The form as it is kept, to be drawn again after another page; null as above. */
export const openBuying =
  ({ keyValues }: FillingBuyDeps) =>
  async (of: FormOf): Promise<BuyForm | null> => {
    const form = await ownBuyForm(keyValues, of);
    if (!form) return null;
    const opened = { ...form, fill: form.fill + 1, round: form.round + 1 };
    await saveBuyForm(keyValues, opened);
    return opened;
  };

/** Takes other endings; null as above, `not_endings` for what is none. */
export const takeEndings =
  (deps: FillingBuyDeps) =>
  async (of: FormOf, typed: string): Promise<BuyForm | 'not_endings' | null> => {
    const endings = readEndings(typed);
    if (!endings) return 'not_endings';
    const form = await openBuying(deps)(of);
    if (!form) return null;
    const taken = { ...form, endings };
    await saveBuyForm(deps.keyValues, taken);
    return taken;
  };

/** What is ticked is chosen, on a page that has names at all. What was reviewed is not that any more. */
function withFields(form: BuyForm, { query, label, workspaceId, ticked }: BuyFields): BuyForm {
  const before = new Set(form.chosen.map(({ name }) => name));
  const onPage = [...form.chosen, ...freeNames(form).filter(({ name }) => !before.has(name))];
  const chosen = ticked === null ? form.chosen : onPage.filter(({ name }) => ticked.includes(name));
  const workspace: VendorWorkspace | undefined = form.workspaces.find(({ id }) => id === workspaceId);
  return {
    ...form,
    query: query ?? form.query,
    label: label ?? form.label,
    workspaceId: workspace?.id ?? form.workspaceId,
    chosen,
    seen: null,
  };
}
