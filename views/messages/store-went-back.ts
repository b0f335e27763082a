import type { Reference } from '../../src/values/ids.ts';
import { COMMAND } from '../ids.ts';

/** What approvers are told when an order proves that the store went back in time. */
export const storeWentBackText = (reference: Reference): string =>
  `🔴 This app’s database went back in time, or lost orders: that was noticed with order \`${reference}\`, which waits. Approvals and payments since then may be forgotten, so *nothing is placed now*. Please tell whoever runs this app. When every order at ScaledMail was compared with this app’s, \`${COMMAND} resume\` lets orders be placed again.`;
