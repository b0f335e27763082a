import { useState } from 'preact/hooks';
import type { ControlState } from '../../scaledmail/http/protocol.ts';
import type { Vendor } from '../net/use-vendor.ts';
import { Icon } from '../shell/icons.tsx';
import { clockParts } from './clock-parts.ts';
import { formatClock } from './format.ts';

const HOUR_MS = 3_600_000;
const STEPS = [
  { text: '+1 hour', ms: HOUR_MS },
  { text: '+1 day', ms: 24 * HOUR_MS },
  { text: '+3 days', ms: 72 * HOUR_MS },
] as const;

/** The bot looks what is due twice a second, and may have to ask the vendor then. */
const PAUSE_MS = 900;

/** The clock of this world: set-up takes days, so it can be moved forward. */
export function ClockCard({ state, vendor }: { state: ControlState; vendor: Vendor }) {
  const [isMoving, setMoving] = useState(false);
  const move = async (jumpMs: number) => {
    setMoving(true);
    for (const partMs of clockParts(jumpMs)) {
      await vendor.advanceClock(partMs);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    setMoving(false);
  };
  return (
    <section class="clock" aria-label="Vendor clock" aria-busy={isMoving}>
      <span class="clock__time">
        <Icon name="clock" size={15} /> {formatClock(state.now)}
      </span>
      <span class="clock__steps">
        {STEPS.map(({ text, ms }) => (
          <button key={text} type="button" class="clock__step" disabled={isMoving} onClick={() => void move(ms)}>
            {text}
          </button>
        ))}
      </span>
    </section>
  );
}
