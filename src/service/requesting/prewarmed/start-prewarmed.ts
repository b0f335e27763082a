import type { QuoteRefusal } from '../../../acts/custom_order/quote.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { UserId } from '../../../values/ids.ts';
import { type AskingDeps, refuseToAsk } from '../../authority.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { FormOf } from '../kept-forms.ts';
import { chosenIn as chosenInOrder, lastOrder } from '../starting/last-order.ts';
import { offeredWorkspaces, type WorkspaceDeps } from '../starting/workspaces.ts';
import {
  beginPrewarmedForm,
  ownPrewarmedForm,
  PAGE_SIZE,
  type PrewarmedFields,
  type PrewarmedForm,
  savePrewarmedForm,
  withFields,
} from './prewarmed-form.ts';
import { type StockDeps, shownStock } from './read-stock.ts';

export interface StartingPrewarmedDeps extends AskingDeps, WorkspaceDeps, StockDeps {
  readonly newId: () => string;
}

/** Why nothing can be chosen. */
export type PrewarmedRefusal =
  | { readonly ok: false; readonly refusal: AuthorityRefusal | QuoteRefusal | 'no_workspace' | 'form_forgotten' }
  /** `inOrders`: how many there are that open orders have. */
  | { readonly ok: false; readonly refusal: 'none_in_stock'; readonly inOrders: number };

export type PrewarmedPage = { readonly ok: true; readonly form: PrewarmedForm };

/** Starts the picker for somebody who may use the app, in the workspace of their last order, else the first. Throws what vendor reads throw. */
export const startPrewarmed =
  (deps: StartingPrewarmedDeps) =>
  async (by: UserId): Promise<PrewarmedPage | PrewarmedRefusal> => {
    const refusal = await refuseToAsk(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const workspaces = await offeredWorkspaces(deps);
    const last = await lastOrder(deps, by);
    const usual = last ? chosenInOrder(last).workspaceId : undefined;
    const workspace = workspaces.find(({ id }) => id === usual) ?? workspaces[0];
    if (!workspace) return { ok: false, refusal: 'no_workspace' };
    const read = await shownStock(deps, workspace.id);
    if (!read.ok) return read;
    const stock = read.stock.filter(({ id }) => !read.taken.has(id));
    if (stock.length === 0) return { ok: false, refusal: 'none_in_stock', inOrders: read.taken.size };
    const form: PrewarmedForm = {
      id: deps.newId(),
      ownerId: by,
      workspaces,
      workspaceId: workspace.id,
      stock,
      readAt: read.readAt,
      inOrders: read.taken.size,
      offset: 0,
      chosen: [],
      redirect: '',
      label: '',
      fill: 0,
      review: null,
    };
    await beginPrewarmedForm(deps.keyValues, form);
    return { ok: true, form };
  };

/** Which page of the stock is shown next. */
export type PageTurn = keyof typeof PAGES;
const PAGES = { earlier: -1, same: 0, next: 1 };

/** Another page of the stock, or the same once more; what is ticked and typed on this one is kept. Null for a form that is forgotten. */
export const turnPrewarmed =
  ({ keyValues }: { readonly keyValues: KeyValueStore }) =>
  async (of: FormOf, fields: PrewarmedFields, turn: PageTurn): Promise<PrewarmedForm | null> => {
    const known = await ownPrewarmedForm(keyValues, of);
    if (!known) return null;
    const wanted = known.offset + PAGES[turn] * PAGE_SIZE;
    const offset = wanted >= 0 && wanted < known.stock.length ? wanted : known.offset;
    const form = { ...withFields(known, fields), offset, fill: known.fill + 1 };
    await savePrewarmedForm(keyValues, form);
    return form;
  };
