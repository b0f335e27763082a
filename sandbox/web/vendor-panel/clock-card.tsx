import type { ControlState } from '../../scaledmail/protocol.ts';
import type { Vendor } from '../net/use-vendor.ts';
import { Icon } from '../shell/icons.tsx';
import { formatClock } from './format.ts';

const HOUR_MS = 3_600_000;
const STEPS = [
  { text: '+1 hour', ms: HOUR_MS },
  { text: '+1 day', ms: 24 * HOUR_MS },
  { text: '+3 days', ms: 72 * HOUR_MS },
] as const;

/** The vendor's clock: set-up takes days there, so it can be moved forward. */
export function ClockCard({ state, vendor }: { state: ControlState; vendor: Vendor }) {
  return (
    <section class="clock" aria-label="Vendor clock">
      <span class="clock__time">
        <Icon name="clock" size={15} /> {formatClock(state.now)}
      </span>
      <span class="clock__steps">
        {STEPS.map(({ text, ms }) => (
          <button key={text} type="button" class="clock__step" onClick={() => vendor.advanceClock(ms)}>
            {text}
          </button>
        ))}
      </span>
    </section>
  );
}
