import type { KeyValueStore } from './ports/stores/key-value-store.ts';

/**
 * Slack's last try comes five minutes after the first; twice that is safe.
 * Source: docs/slack.md, "Timing and delivery".
 */
const REMEMBERED_MS = 10 * 60 * 1_000;
/** Stands for a delivery that nobody does again. */
const NAMELESS = '1';

/**
 * Whether this delivery is the first of its kind, or the same one, whose work was cut off by the end of a process and is done
 * again. Keys: event id; trigger of a command; who pressed what, where and when. `deliveryId` is its id among unfinished ones.
 */
export const isFirstDelivery =
  ({ keyValues }: { keyValues: KeyValueStore }) =>
  async (key: string, deliveryId: string | null = null): Promise<boolean> => {
    const seen = `seen:${key}`;
    if (await keyValues.setIfAbsent(seen, deliveryId ?? NAMELESS, REMEMBERED_MS)) return true;
    return deliveryId !== null && (await keyValues.get(seen)) === deliveryId;
  };
