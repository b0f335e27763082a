import { NewAct } from '../../../views/ids.ts';
import { startWorkspace } from './account/workspaces.ts';
import { startBuyingNames } from './buying.ts';
import { cancelFromList } from './changing/cancelling.ts';
import { openHome, placeOnHome } from './lists/home.ts';
import { formsInModal } from './ordering/starting/filling.ts';
import { startOrder } from './ordering/starting/start-order.ts';
import { plan } from './planning/plan.ts';
import { prewarmed } from './prewarmed.ts';
import type { ActionRoute, CommandRoute } from './route.ts';

/** What a choice opens: as its command does, typed alone, or a button below what that shows. */
const OPENED: Readonly<Record<NewAct, CommandRoute>> = {
  order: (context, { userId, triggerId }) => startOrder(context, userId, triggerId),
  plan,
  domains: (context, { userId, triggerId }) => startBuyingNames(context, userId, triggerId),
  prewarmed,
  forms: formsInModal,
  cancel: cancelFromList,
  workspace: startWorkspace,
};

/** A choice of *New…* on Home: its form, over a Home on which nothing is chosen any more. */
export const newAct: ActionRoute = async (context, { userId, payload, answer }) => {
  const chosen = NewAct.parse(payload.actions.selected_option?.value);
  await OPENED[chosen](context, { userId, triggerId: payload.trigger_id, rest: '', answer });
  await openHome(context, userId, placeOnHome(payload.view), true);
};
