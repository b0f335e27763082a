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
import { type Reference, UserId } from '../../../values/ids.ts';
import { WorkspacePath } from '../../../values/workspace-path.ts';
import { refuseToAsk } from '../../authority.ts';
import { maySendFreely } from '../../free-acts.ts';
import { keptForms } from '../kept-forms.ts';
import type { FormSent, InsertingDeps } from '../sending/insert-once.ts';
import { beginPage, checkPage, type PageKind, reopenPage, requestPage } from '../sending/page-form.ts';
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

/** Why nobody can ask for a new workspace now. */
export type WorkspaceRefusal =
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'form_forgotten' | 'switched_off' | 'no_workspace' }
  | { readonly ok: false; readonly refusal: 'claimed'; readonly by: Reference | null };

type Field = 'name';

const WORKSPACE: PageKind<WorkspaceForm, string, Field, WorkspaceRefusal, RequestingWorkspaceDeps> = {
  forms: keptForms('workspace-form', WorkspaceForm),
  shown: ({ there, isFree = false }) => ({ there, isFree }),
  typed: ({ typed }) => typed,
  withTyped: (form, typed) => ({ ...form, typed }),
  problems: ({ typed, there }) => {
    const name = workspaceProblem(asWorkspaceName(typed), there);
    return name === null ? {} : { name };
  },
  sent: (form) => (asWorkspaceName(form.typed) === '' ? null : formSent(form)),
  drawnAnew: (form) => ({ ...form, fill: form.fill + 1 }),
  readAgain: (deps, { id, ownerId, typed, fill }) => readWorkspaces(deps, { id, ownerId, typed, fill }),
  isAsShown: () => true,
  claimed: ({ typed }, taken) => {
    const { key } = worksOnWorkspace(plainWorkspaceName(asWorkspaceName(typed)));
    return { ok: false, refusal: 'claimed', by: taken.get(key) ?? null };
  },
};

/** The page on which somebody types the name of a new workspace, for whoever may ask. Throws what vendor reads throw, and `SlackUnavailable`. */
export const startWorkspace = (deps: RequestingWorkspaceDeps) => (by: UserId) =>
  beginPage(WORKSPACE, deps, readWorkspaces(deps, { ownerId: by, id: deps.newId(), typed: '', fill: 0 }));

/** As `checkPage`. */
export const checkWorkspace = (deps: Pick<RequestingWorkspaceDeps, 'keyValues'>) => checkPage(WORKSPACE, deps);

/** Asks for a workspace of the name that was typed: as `requestPage`. */
export const requestWorkspace = (deps: RequestingWorkspaceDeps) => requestPage(WORKSPACE, deps);

/** As `reopenPage`. */
export const reopenWorkspace = (deps: RequestingWorkspaceDeps) => reopenPage(WORKSPACE, deps);

/** A form with which workspaces there are now. */
async function readWorkspaces(
  deps: RequestingWorkspaceDeps,
  { ownerId, id, typed, fill }: Pick<WorkspaceForm, 'ownerId' | 'id' | 'typed' | 'fill'>,
): Promise<{ readonly ok: true; readonly form: WorkspaceForm } | WorkspaceRefusal> {
  const path = deps.vendor.workspacePath();
  if (path === null) return { ok: false, refusal: 'switched_off' };
  const refusal = await refuseToAsk(deps, ownerId);
  if (refusal) return { ok: false, refusal };
  const there = await deps.vendor.workspaces('person');
  if (there.length === 0) return { ok: false, refusal: 'no_workspace' };
  const form: WorkspaceForm = { id, ownerId, path, there, typed, fill: fill + 1 };
  const { act, worth } = formSent(form);
  return { ok: true, form: { ...form, isFree: await maySendFreely(deps, ownerId, { act, worth }) } };
}

function formSent({ id: formId, ownerId: by, path, there, typed, isFree = false }: WorkspaceForm): FormSent {
  const [workspace] = there;
  if (!workspace) throw new TypeError('A form without workspaces is never kept');
  const before = there.map(({ id }) => id);
  const act: CreateWorkspace = { kind: 'create_workspace', workspace, path, name: asWorkspaceName(typed), before };
  return { formId, by, act, worth: WORKSPACE_WORTH, isShownFree: isFree };
}
