import type { Channel } from '../../slack/workspace/protocol.ts';
import { useVendor } from '../net/use-vendor.ts';
import { AppMark } from '../shell/avatar.tsx';
import { Icon } from '../shell/icons.tsx';
import { useWorkspace } from '../shell/workspace-context.tsx';
import { KillButton } from './bot-process.tsx';
import { ChargesCard } from './charges-card.tsx';
import { ClockCard } from './clock-card.tsx';
import { countActive } from './count-active.ts';
import { ResetButton, SlackFaultSwitches, VendorFaults } from './fault-switches.tsx';
import { formatCents } from './format.ts';
import { OrdersCard } from './orders-card.tsx';
import { RequestList } from './request-list.tsx';
import { chargeTotal } from './requests.ts';
import { WaitAfterDeath } from './wait-after-death.tsx';

export type PanelTab = 'received' | 'faults';

interface VendorPanelProps {
  readonly tab: PanelTab;
  /** Folded into a strip that only tells the charges. */
  readonly isFolded: boolean;
  readonly channel: Channel | null;
  readonly onTab: (tab: PanelTab) => void;
  readonly onFold: (isFolded: boolean) => void;
}

/** What the local ScaledMail saw, and the switches that make both sides misbehave. */
export function VendorPanel({ tab, isFolded, channel, onTab, onFold }: VendorPanelProps) {
  const { snapshot } = useWorkspace();
  const vendor = useVendor(snapshot.vendorUrl);
  const { state } = vendor;
  const active = countActive(state, snapshot.faults);
  if (isFolded)
    return <Strip charges={chargeTotal(state?.charges ?? [])} active={active} onOpen={() => onFold(false)} />;
  return (
    <aside class="panel" aria-label="ScaledMail received">
      <header class="panel__head">
        <svg class="panel__mark" width="22" height="22" viewBox="0 0 40 40" aria-hidden="true">
          <AppMark />
        </svg>
        <h2 class="panel__title">{tab === 'received' ? 'ScaledMail received' : 'What may go wrong'}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label="Fold the panel"
          title="Fold the panel"
          onClick={() => onFold(true)}
        >
          <Icon name="panel" />
        </button>
      </header>
      <nav class="tabs tabs--panel" aria-label="Panel tabs">
        <PanelTabButton name="Received" isActive={tab === 'received'} onPress={() => onTab('received')} />
        <PanelTabButton
          name="Break things"
          badge={active}
          isActive={tab === 'faults'}
          onPress={() => onTab('faults')}
        />
      </nav>
      <WaitAfterDeath />
      <div class="panel__body">
        {!state && (
          <p class="panel__empty">
            {snapshot.vendorUrl === null
              ? 'This workspace runs without a local ScaledMail.'
              : 'Waiting for the local ScaledMail…'}
          </p>
        )}
        {state && tab === 'received' && (
          <>
            <ChargesCard state={state} />
            <ClockCard state={state} vendor={vendor} />
            <h3 class="panel__heading">Orders</h3>
            <OrdersCard state={state} vendor={vendor} />
            <button type="button" class="clock__step panel__by-hand" onClick={vendor.placeByHand}>
              Order by hand, without this app
            </button>
            <h3 class="panel__heading">Requests</h3>
            <RequestList requests={state.requests} />
          </>
        )}
        {tab === 'faults' && (
          <>
            {state && <VendorFaults state={state} vendor={vendor} />}
            <SlackFaultSwitches faults={snapshot.faults} channel={channel} />
            <KillButton />
            <ResetButton vendor={vendor} />
          </>
        )}
      </div>
    </aside>
  );
}

interface PanelTabButtonProps {
  readonly name: string;
  readonly badge?: number;
  readonly isActive: boolean;
  readonly onPress: () => void;
}

function PanelTabButton({ name, badge = 0, isActive, onPress }: PanelTabButtonProps) {
  return (
    <button type="button" class={isActive ? 'tab is-active' : 'tab'} aria-pressed={isActive} onClick={onPress}>
      {name}
      {badge > 0 && <span class="tab__badge">{badge}</span>}
    </button>
  );
}

interface StripProps {
  readonly charges: ReturnType<typeof chargeTotal>;
  readonly active: number;
  readonly onOpen: () => void;
}

function Strip({ charges, active, onOpen }: StripProps) {
  return (
    <button
      type="button"
      class="strip"
      aria-label="Show what ScaledMail received"
      title="Show what ScaledMail received"
      onClick={onOpen}
    >
      <svg width="24" height="24" viewBox="0 0 40 40" class="panel__mark" aria-hidden="true">
        <AppMark />
      </svg>
      <span class={charges.count > 0 ? 'strip__count has-charges' : 'strip__count'}>{charges.count}</span>
      <span class="strip__text">
        Charges: {charges.count} · {formatCents(charges.totalCents)}
      </span>
      {active > 0 && <span class="tab__badge">{active}</span>}
    </button>
  );
}
