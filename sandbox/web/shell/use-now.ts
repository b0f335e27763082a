import { useEffect, useMemo, useState } from 'preact/hooks';

const TICK_MS = 500;

/** The moment of the workspace's clock, which runs on from what the last snapshot said; stands still unless `isRunning`. */
export function useNow(snapshotMs: number, isRunning: boolean): number {
  const receivedAtMs = useMemo(() => performance.now(), [snapshotMs]);
  const [, tick] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  return snapshotMs + performance.now() - receivedAtMs;
}
