import { fleetFile } from '../../../../views/account/files.ts';
import { fleetMessage } from '../../../../views/account/fleet.ts';
import type { ActionRoute, CommandRoute } from '../route.ts';
import { answerWithAccount, sendAccountFile, showAccount } from './show-account.ts';

const TITLE = 'Fleet';

/** `/scaledmail fleet`, alone or with a part of a label. */
export const fleet: CommandRoute = (context, call) =>
  answerWithAccount(context, call, (seen) => fleetMessage({ ...seen, wanted: call.rest }));

/** *Fleet…*. */
export const showFleet: ActionRoute = (context, call) =>
  showAccount(context, call, TITLE, (seen) => fleetMessage({ ...seen, wanted: call.payload.actions.value ?? '' }));

/** *Fleet.csv*: all rows of what was shown. */
export const fleetFileByButton: ActionRoute = (context, call) =>
  sendAccountFile(context, call, TITLE, (seen) =>
    fleetFile({ ...seen, wanted: call.payload.actions.value ?? '' }, context.useCases.clock.now()),
  );
