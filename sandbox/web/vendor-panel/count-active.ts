import type { ControlState } from '../../scaledmail/http/protocol.ts';
import type { SlackFaults } from '../../slack/workspace/protocol.ts';
import { isSlow, nextOrderFault } from './faults.ts';

/** How many switches of the panel stand on "misbehave". */
export function countActive(state: ControlState | null, slack: SlackFaults): number {
  const vendor = state
    ? [
        nextOrderFault(state.faults) !== null,
        isSlow(state.faults),
        state.settings.priceChangePercent !== 0,
        state.settings.stuckDomains > 0,
      ]
    : [];
  return [...vendor, slack.duplicateDeliveries, slack.deliveryDelayMs > 0, slack.webApiDown].filter(Boolean).length;
}
