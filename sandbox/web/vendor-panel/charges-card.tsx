import type { ControlState } from '../../scaledmail/http/protocol.ts';
import { formatCents } from './format.ts';
import { chargeTotal } from './requests.ts';

/** The number that matters most: how often the card was charged, and how much. */
export function ChargesCard({ state }: { state: ControlState }) {
  const { count, totalCents, failed } = chargeTotal(state.charges);
  return (
    <section
      class={count > 0 ? 'charges has-charges' : 'charges'}
      aria-label={`Charges: ${count} · ${formatCents(totalCents)}`}
    >
      <span class="charges__label">Charges</span>
      <span class="charges__numbers">
        <span class="charges__count" key={count}>
          {count}
        </span>
        <span class="charges__total">· {formatCents(totalCents)}</span>
      </span>
      <span class="charges__note">
        {failed > 0
          ? `${failed} could not be charged`
          : count === 0
            ? 'The card was never charged.'
            : 'Each one is real money in production.'}
      </span>
    </section>
  );
}
