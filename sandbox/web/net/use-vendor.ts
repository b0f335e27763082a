import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ArmedFault, ControlState, VendorSettings } from '../../scaledmail/http/protocol.ts';
import { isControlState } from './guards.ts';
import { postJson } from './post-json.ts';

const POLL_MS = 700;

/** The local ScaledMail as its control paths show it; null until it answered once. */
export interface Vendor {
  readonly state: ControlState | null;
  readonly advanceClock: (advanceMs: number) => Promise<void>;
  readonly setFaults: (faults: readonly ArmedFault[]) => void;
  readonly changeSettings: (settings: Partial<VendorSettings>) => void;
  /** The card of an order that could not be charged is confirmed. */
  readonly confirmPayment: (orderId: string) => void;
  /** Somebody orders in the vendor's own web app. */
  readonly placeByHand: () => void;
  readonly reset: () => void;
}

/** Follows the vendor by polling (it has no stream), only while the page is visible, and steers it. */
export function useVendor(vendorUrl: string | null): Vendor {
  const [state, setState] = useState<ControlState | null>(null);

  useEffect(() => {
    if (vendorUrl === null) return;
    let isStopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      const answer = document.hidden ? null : await readState(vendorUrl);
      if (isStopped) return;
      if (answer) setState((before) => (isSame(before, answer) ? before : answer));
      timer = setTimeout(poll, POLL_MS);
    };
    void poll();
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  }, [vendorUrl]);

  const steer = useCallback(
    async (path: string, body: object) => {
      if (vendorUrl === null) return;
      const answer = await postJson(`${vendorUrl}/control/${path}`, body);
      if (isControlState(answer)) setState(answer);
    },
    [vendorUrl],
  );

  return {
    state,
    advanceClock: (advanceMs) => steer('clock', { advanceMs }),
    setFaults: (faults) => void steer('faults', { faults }),
    changeSettings: (settings) => void steer('settings', settings),
    confirmPayment: (orderId) => void steer(`orders/${encodeURIComponent(orderId)}/payment-confirmed`, {}),
    placeByHand: () => void steer('orders/by-hand', {}),
    reset: () => void steer('reset', {}),
  };
}

async function readState(vendorUrl: string): Promise<ControlState | null> {
  try {
    const response = await fetch(`${vendorUrl}/control/state`);
    const value: unknown = await response.json();
    return isControlState(value) ? value : null;
  } catch {
    return null;
  }
}

/** The vendor's clock runs on; a second more or less must not redraw the list of requests under the reader's hand. */
function isSame(before: ControlState | null, after: ControlState): boolean {
  return (
    JSON.stringify(before && { ...before, now: '' }) === JSON.stringify({ ...after, now: '' }) &&
    before?.now.slice(0, 16) === after.now.slice(0, 16)
  );
}
