import type { AuthorityRefusal } from '../../../src/orders/approval/policy.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { refusalMessage } from './refusal.ts';

/** Why somebody cannot ask for a new workspace. */
export type CannotAskForWorkspace =
  | { readonly refusal: AuthorityRefusal | 'form_forgotten' | 'switched_off' | 'no_workspace' }
  | { readonly refusal: 'claimed'; readonly by: Reference | null };

/** What happened, why, and the next step: mrkdwn. */
export function cannotAskForWorkspaceText(refused: CannotAskForWorkspace): string {
  switch (refused.refusal) {
    case 'form_forgotten':
      return 'This form was left open too long and is forgotten. Nothing was sent. Please start again.';
    case 'switched_off':
      return 'New workspaces cannot be asked for here: who runs this app has not switched that on (CREATE_WORKSPACE_PATH). Nothing was sent.';
    case 'no_workspace':
      return 'ScaledMail shows no workspace of this account, so nobody could tell when a new one is there. Nothing was sent.';
    case 'claimed':
      return refused.by === null
        ? 'Another order asks for a workspace of this name already. Nothing was sent.'
        : `Order \`${refused.by}\` asks for a workspace of this name already; its card says how far that is. Nothing was sent.`;
    default:
      return refusalMessage(refused.refusal, null);
  }
}
