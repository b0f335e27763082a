import type { ControlState } from '../../scaledmail/http/protocol.ts';
import type { Channel, Snapshot } from '../../slack/workspace/protocol.ts';
import type { Vendor } from '../net/use-vendor.ts';
import { killApp, resetWorkspace, setMembership, setSlackFaults } from '../net/workspace-api.ts';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { faultsFor, isSlow, nextOrderFault, ORDER_FAULTS } from './faults.ts';
import { Switch } from './switch.tsx';

const SLOW_LINK_MS = 2_500;

/** Everything that can be made to go wrong at the vendor. */
export function VendorFaults({ state, vendor }: { state: ControlState; vendor: Vendor }) {
  const order = nextOrderFault(state.faults);
  const slow = isSlow(state.faults);
  const { priceChangePercent, stuckDomains } = state.settings;
  return (
    <section class="faults" aria-label="ScaledMail misbehaves">
      <h3 class="faults__title" id="next-order">
        The next order call
      </h3>
      <div class="faults__choices" role="radiogroup" aria-labelledby="next-order">
        {ORDER_FAULTS.map(({ kind, text }) => (
          <label key={text} class={kind === order ? 'faults__choice is-on' : 'faults__choice'}>
            <input
              type="radio"
              name="order-fault"
              checked={kind === order}
              onChange={() => vendor.setFaults(faultsFor(kind, slow))}
            />
            {text}
          </label>
        ))}
      </div>
      <h3 class="faults__title">ScaledMail</h3>
      <Switch
        text="Slow answers"
        detail="2 seconds late"
        isOn={slow}
        onChange={(isOn) => vendor.setFaults(faultsFor(order, isOn))}
      />
      <Switch
        text="Prices +10 %"
        detail="from now on"
        isOn={priceChangePercent !== 0}
        onChange={(isOn) => vendor.changeSettings({ priceChangePercent: isOn ? 10 : 0 })}
      />
      <Switch
        text="Stuck domains"
        detail="one of each new order"
        isOn={stuckDomains > 0}
        onChange={(isOn) => vendor.changeSettings({ stuckDomains: isOn ? 1 : 0 })}
      />
    </section>
  );
}

/** Everything that can be made to go wrong on Slack's side. */
export function SlackFaultSwitches({ faults, channel }: { faults: Snapshot['faults']; channel: Channel | null }) {
  const { snapshot, report } = useWorkspace();
  const bot = snapshot.workspace.botUserId;
  const change = (next: Partial<Snapshot['faults']>) => void report(setSlackFaults(next));
  return (
    <section class="faults" aria-label="Slack misbehaves">
      <h3 class="faults__title">Slack</h3>
      <Switch
        text="Duplicate deliveries"
        detail="everything arrives twice"
        isOn={faults.duplicateDeliveries}
        onChange={(duplicateDeliveries) => change({ duplicateDeliveries })}
      />
      <Switch
        text="Slow link"
        detail="2.5 seconds to the app"
        isOn={faults.deliveryDelayMs > 0}
        onChange={(isOn) => change({ deliveryDelayMs: isOn ? SLOW_LINK_MS : 0 })}
      />
      <Switch
        text="Web API down"
        detail="posts and updates fail"
        isOn={faults.webApiDown}
        onChange={(webApiDown) => change({ webApiDown })}
      />
      {channel && channel.kind !== 'dm' && (
        <Switch
          text={`${snapshot.workspace.appName} in #${channel.name}`}
          detail="invite or remove the app"
          isOn={channel.botIsMember}
          onChange={(isMember) => void report(setMembership(channel.id, bot, isMember))}
        />
      )}
    </section>
  );
}

const APP_STATES: Readonly<Record<NonNullable<Snapshot['appProcess']>, string>> = {
  starting: 'Starting…',
  running: 'Running',
  down: 'Killed. It starts again by itself…',
  stopped: 'Stopped',
};

/** The bot's process, which can be killed in the middle of anything. */
export function KillButton() {
  const { snapshot, report } = useWorkspace();
  const state = snapshot.appProcess;
  if (state === null) return null;
  return (
    <section class="faults" aria-label="The bot">
      <h3 class="faults__title">The bot</h3>
      <div class="process">
        <span class={`process__light is-${state}`} aria-hidden="true" />
        <span class="process__state" role="status">
          {APP_STATES[state]}
        </span>
        <button
          type="button"
          class="process__kill"
          disabled={state !== 'running'}
          onClick={() => void report(killApp())}
        >
          kill -9
        </button>
      </div>
    </section>
  );
}

/** Puts everything back to its first state: both sides, and what the bot keeps. */
export function ResetButton({ vendor }: { vendor: Vendor }) {
  const { report } = useWorkspace();
  const reset = () => {
    if (!window.confirm('Forget all messages, orders and charges, and begin anew?')) return;
    vendor.reset();
    void report(resetWorkspace());
  };
  return (
    <button type="button" class="panel__reset" onClick={reset}>
      Reset everything
    </button>
  );
}
