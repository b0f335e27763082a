import { z } from 'zod';
import { worksOnWorkspace } from '../../../acts/claim.ts';
import {
  type CreateWorkspace,
  plainWorkspaceName,
  WORKSPACE_WORTH,
} from '../../../acts/create_workspace/create-workspace.ts';
import { asWorkspaceName, workspaceProblem } from '../../../acts/create_workspace/workspace-problems.ts';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { Order } from '../../../orders/order.ts';
import { type Reference, UserId } from '../../../values/ids.ts';
import { WorkspacePath } from '../../../values/workspace-path.ts';
import { refuseToAsk } from '../../authority.ts';
import { isVendorError, type VendorError } from '../../errors.ts';
import { maySendFreely } from '../../free-acts.ts';
import { type FormOf, keptForms } from '../kept-forms.ts';
import { type FormSent, type InsertingDeps, insertOnce, sentBefore } from '../sending/insert-once.ts';
import type { WorkspacesDeps } from './list-workspaces.ts';

export interface RequestingWorkspaceDeps extends WorkspacesDeps, InsertingDeps {
  readonly newId: () => string;
}

/** A form with which somebody asks for a new workspace: which ones there were, and what was typed. */
export const WorkspaceForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  path: WorkspacePath,
  /** Never empty. */
  there: z.array(VendorWorkspace).min(1),
  typed: z.string(),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
  /** Whether its reader may send it without approval; absent: no. */
  isFree: z.boolean().exactOptional(),
});
export type WorkspaceForm = z.infer<typeof WorkspaceForm>;

const { begin, save, own } = keptForms('workspace-form', WorkspaceForm);

/** Why nobody can ask for a new workspace now. */
export type WorkspaceRefusal =
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'form_forgotten' | 'switched_off' | 'no_workspace' }
  | { readonly ok: false; readonly refusal: 'claimed'; readonly by: Reference | null };

/** The page on which somebody types the name of a new workspace. */
export type WorkspacePage = { readonly ok: true; readonly form: WorkspaceForm };

export type WorkspaceRequested =
  | { readonly ok: true; readonly order: Order }
  | WorkspaceRefusal
  /** The page is shown again, with what was typed: the vendor did not answer, or has the name by now. */
  | { readonly ok: false; readonly refusal: 'unanswered'; readonly error: VendorError; readonly page: WorkspacePage }
  | { readonly ok: false; readonly refusal: 'mistaken'; readonly problem: string; readonly page: WorkspacePage };

/** The page, for whoever may ask. Throws what vendor reads throw, and `SlackUnavailable`. */
export const startWorkspace =
  (deps: RequestingWorkspaceDeps) =>
  async (by: UserId): Promise<WorkspacePage | WorkspaceRefusal> =>
    readWorkspaces(deps, { by, id: deps.newId(), typed: '', fill: 0 });

interface ToRead {
  readonly by: UserId;
  readonly id: string;
  readonly typed: string;
  /** 0: the page is begun. */
  readonly fill: number;
}

/** Reads which workspaces there are, and keeps that they were shown. */
async function readWorkspaces(
  deps: RequestingWorkspaceDeps,
  { by, id, typed, fill }: ToRead,
): Promise<WorkspacePage | WorkspaceRefusal> {
  const path = deps.vendor.workspacePath();
  if (path === null) return { ok: false, refusal: 'switched_off' };
  const refusal = await refuseToAsk(deps, by);
  if (refusal) return { ok: false, refusal };
  const there = await deps.vendor.workspaces('person');
  if (there.length === 0) return { ok: false, refusal: 'no_workspace' };
  const form: WorkspaceForm = { id, ownerId: by, path, there, typed, fill: fill + 1 };
  const { act, worth } = formSent(form, asWorkspaceName(typed));
  const kept = { ...form, isFree: await maySendFreely(deps, by, { act, worth }) };
  await (fill === 0 ? begin : save)(deps.keyValues, kept);
  return { ok: true, form: kept };
}

/**
 * What is wrong with a name that was typed; null when nothing is, or the form is forgotten. A right one is kept before its page
 * goes, so that it can be shown again whatever comes of it.
 */
export const checkWorkspace =
  ({ keyValues }: Pick<RequestingWorkspaceDeps, 'keyValues'>) =>
  async ({ formId, by }: FormOf, typed: string): Promise<string | null> => {
    const form = await own(keyValues, { formId, by });
    const problem = form && workspaceProblem(asWorkspaceName(typed), form.there);
    if (form && problem === null) await save(keyValues, { ...form, typed });
    return problem;
  };

/**
 * Asks for a new workspace: reads once more which there are, and puts the order that makes it up for approval. However often
 * the same form is sent with the same in it, one order comes of it.
 */
export const requestWorkspace =
  (deps: RequestingWorkspaceDeps) =>
  async ({ formId, by }: FormOf, typed: string): Promise<WorkspaceRequested> => {
    const form = await own(deps.keyValues, { formId, by });
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    const before = await orderOf(deps, form, typed);
    if (before) return { ok: true, order: before };
    const kept = { ...form, typed, fill: form.fill + 1 };
    await save(deps.keyValues, kept);
    let now: WorkspacePage | WorkspaceRefusal;
    try {
      now = await readWorkspaces(deps, { by, id: formId, typed, fill: form.fill });
    } catch (error) {
      if (!isVendorError(error)) throw error;
      return { ok: false, refusal: 'unanswered', error, page: { ok: true, form: kept } };
    }
    if (!now.ok) return now;
    const name = asWorkspaceName(typed);
    const problem = workspaceProblem(name, now.form.there);
    if (problem !== null) return { ok: false, refusal: 'mistaken', problem, page: now };
    const asked = formSent(now.form, name);
    const inserted = await insertOnce(deps, asked);
    if (inserted.ok) return inserted;
    // A double click may have been a moment faster: then what is in the way is the order of this form.
    const meanwhile = await sentBefore(deps, asked);
    const { key } = worksOnWorkspace(plainWorkspaceName(name));
    if (meanwhile) return { ok: true, order: meanwhile };
    return { ok: false, refusal: 'claimed', by: inserted.taken.get(key) ?? null };
  };

/** A form that was left while it was being sent: the order that came of it, or the page, with what was typed. */
export const reopenWorkspace =
  (deps: RequestingWorkspaceDeps) =>
  async ({
    formId,
    by,
  }: FormOf): Promise<Extract<WorkspaceRequested, { ok: true }> | WorkspacePage | WorkspaceRefusal> => {
    const form = await own(deps.keyValues, { formId, by });
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    const order = await orderOf(deps, form, form.typed);
    return order ? { ok: true, order } : { ok: true, form };
  };

/** The order that came of a form with that name in it; null when none did. */
async function orderOf(deps: RequestingWorkspaceDeps, form: WorkspaceForm, typed: string): Promise<Order | null> {
  const name = asWorkspaceName(typed);
  return name === '' ? null : sentBefore(deps, formSent(form, name));
}

function formSent({ id: formId, ownerId: by, path, there, isFree = false }: WorkspaceForm, name: string): FormSent {
  const [workspace] = there;
  if (!workspace) throw new TypeError('A form without workspaces is never kept');
  const act: CreateWorkspace = { kind: 'create_workspace', workspace, path, name, before: there.map(({ id }) => id) };
  return { formId, by, act, worth: WORKSPACE_WORTH, isShownFree: isFree };
}
