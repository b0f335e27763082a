import type { After } from '../../src/slack/health.ts';

/** Timers that go off when a test moves them on, the earliest first, and what they start is waited for. */
export function handTimers() {
  let nowMs = 0;
  const timers = new Set<{ readonly atMs: number; readonly work: () => Promise<void> }>();
  const after: After = (ms, work) => {
    const timer = { atMs: nowMs + ms, work };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  return {
    after,
    /** How many have not gone off. */
    waiting: () => timers.size,
    advance: async (ms: number) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const [first] = [...timers].filter(({ atMs }) => atMs <= untilMs).sort((one, other) => one.atMs - other.atMs);
        if (!first) break;
        timers.delete(first);
        nowMs = Math.max(nowMs, first.atMs);
        await first.work();
      }
      nowMs = Math.max(nowMs, untilMs);
    },
  };
}
