import type { ControlState, FaultKind } from '../../scaledmail/http/protocol.ts';
import type { Channel, Snapshot } from '../../slack/workspace/protocol.ts';
import type { Vendor } from '../net/use-vendor.ts';
import { resetWorkspace, setMembership, setSlackFaults } from '../net/workspace-api.ts';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { ACT_FAULTS, type Act, faultsFor, switchedBy } from './faults.ts';
import { Switch } from './switch.tsx';

const SLOW_LINK_MS = 2_500;
const CANCEL_LISTED_LATE = { cancelListedAfterMs: 3_600_000, cancellingWord: 'Pending Cancellation' } as const;
const CANCEL_LISTED_AT_ONCE = { cancelListedAfterMs: 0, cancellingWord: null } as const;
const ACT_TITLES: Readonly<Record<Act, string>> = { order: 'The next order call', cancel: 'The next cancel call' };

/** Everything that can be made to go wrong at the vendor. */
export function VendorFaults({ state, vendor }: { state: ControlState; vendor: Vendor }) {
  const switched = switchedBy(state.faults);
  const { priceChangePercent, stuckDomains, cancelListedAfterMs, key, hasOddRows } = state.settings;
  const choose = (change: Partial<typeof switched>) => vendor.setFaults(faultsFor({ ...switched, ...change }));
  return (
    <section class="faults" aria-label="ScaledMail misbehaves">
      <ActFaults act="order" chosen={switched.order} onChoose={(order) => choose({ order })} />
      <ActFaults act="cancel" chosen={switched.cancel} onChoose={(cancel) => choose({ cancel })} />
      <h3 class="faults__title">ScaledMail</h3>
      <Switch text="Slow answers" detail="2 seconds late" isOn={switched.slow} onChange={(slow) => choose({ slow })} />
      <Switch
        text="One slow list"
        detail="how far domains are, 12 seconds late"
        isOn={switched.slowList}
        onChange={(slowList) => choose({ slowList })}
      />
      <Switch
        text="Key revoked"
        detail="answers 401 to everything"
        isOn={key !== 'accepted'}
        onChange={(isOn) => vendor.changeSettings({ key: isOn ? 'revoked' : 'accepted' })}
      />
      <Switch
        text="Odd rows"
        detail="orders of others that make no sense"
        isOn={hasOddRows}
        onChange={(isOn) => vendor.changeSettings({ hasOddRows: isOn })}
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
      <Switch
        text="Cancels slowly"
        detail="“Pending Cancellation” for an hour"
        isOn={cancelListedAfterMs > 0}
        onChange={(isOn) => vendor.changeSettings(isOn ? CANCEL_LISTED_LATE : CANCEL_LISTED_AT_ONCE)}
      />
    </section>
  );
}

interface ActFaultsProps {
  readonly act: Act;
  readonly chosen: FaultKind | null;
  readonly onChoose: (kind: FaultKind | null) => void;
}

/** What the next call of one act does. */
function ActFaults({ act, chosen, onChoose }: ActFaultsProps) {
  return (
    <>
      <h3 class="faults__title" id={`next-${act}`}>
        {ACT_TITLES[act]}
      </h3>
      <div class="faults__choices" role="radiogroup" aria-labelledby={`next-${act}`}>
        {ACT_FAULTS[act].map(({ kind, text }) => (
          <label key={text} class={kind === chosen ? 'faults__choice is-on' : 'faults__choice'}>
            <input type="radio" name={`${act}-fault`} checked={kind === chosen} onChange={() => onChoose(kind)} />
            {text}
          </label>
        ))}
      </div>
    </>
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
      <Switch
        text="Free plan"
        detail="no user groups"
        isOn={faults.isFreePlan}
        onChange={(isFreePlan) => change({ isFreePlan })}
      />
      {channel && channel.kind !== 'dm' && (
        <Switch
          text={`${snapshot.workspace.appName} in #${channel.name}`}
          detail="invite or remove the app"
          isOn={channel.botIsMember}
          onChange={(isMember) => void report(setMembership(channel.id, bot, isMember))}
        />
      )}
      <p class="faults__more">
        Archive a channel or keep apps out: its menu. Delete a card: the message’s menu. Somebody leaves: the members of
        a channel.
      </p>
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
