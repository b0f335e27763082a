import type { After } from '../../src/service/ports/after.ts';

/** Timers that go off when a test moves them on; what they start is waited for. */
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
    /** Moves on at once, as for a process that stood still: what is due goes off, and what that sets counts from then. */
    jump: async (ms: number) => {
      nowMs += ms;
      const due = [...timers].filter(({ atMs }) => atMs <= nowMs);
      for (const timer of due) timers.delete(timer);
      await Promise.all(due.map(({ work }) => work()));
    },
    /** Moves on step by step. */
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
