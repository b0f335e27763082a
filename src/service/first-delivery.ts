import type { KeyValueStore } from './ports/key-value-store.ts';

/**
 * Slack's last try comes five minutes after the first; twice that is safe.
 * Source: docs/slack.md, "Timing and delivery".
 */
const REMEMBERED_MS = 10 * 60 * 1_000;

/** Whether this delivery is the first of its kind. Keys: event id; trigger of a command; who pressed what, where and when. */
export const isFirstDelivery =
  ({ keyValues }: { keyValues: KeyValueStore }) =>
  (key: string): Promise<boolean> =>
    keyValues.setIfAbsent(`seen:${key}`, '1', REMEMBERED_MS);
