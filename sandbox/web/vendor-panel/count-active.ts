import type { ControlState } from '../../scaledmail/http/protocol.ts';
import type { SlackFaults } from '../../slack/workspace/protocol.ts';
import { switchedBy } from './faults.ts';

/** How many switches of the panel stand on "misbehave". */
export function countActive(state: ControlState | null, slack: SlackFaults): number {
  const { duplicateDeliveries, deliveryDelayMs, webApiDown, isFreePlan } = slack;
  return [...vendorSwitches(state), duplicateDeliveries, deliveryDelayMs > 0, webApiDown, isFreePlan].filter(Boolean)
    .length;
}

function vendorSwitches(state: ControlState | null): boolean[] {
  if (state === null) return [];
  const { order, cancel, slow, slowList } = switchedBy(state.faults);
  const { priceChangePercent, stuckDomains, cancelListedAfterMs, key, hasOddRows } = state.settings;
  const lasting = [priceChangePercent !== 0, stuckDomains > 0, cancelListedAfterMs > 0, key !== 'accepted', hasOddRows];
  return [order !== null, cancel !== null, slow, slowList, ...lasting];
}
