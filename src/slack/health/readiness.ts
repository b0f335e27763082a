import type { After } from '../../service/ports/after.ts';
import type { Log } from '../../service/ports/log.ts';

/** What a look at something came to. `troubled` is worth a line in the log, and keeps nobody out. */
export type Found = { readonly state: 'fine' } | { readonly state: 'troubled' | 'unready'; readonly problem: string };

/** Something that is needed to serve. */
export interface ReadinessCheck {
  /** For the log and for metrics. */
  readonly name: string;
  /** Looks at it. One that throws is `unready`. */
  readonly look: () => Promise<Found>;
  /** Milliseconds between two looks. */
  readonly everyMs: number;
  /** Whether the first look may wait, as somebody else has just looked. */
  readonly isKnownFine?: boolean;
}

/** Where a process stands between its start and its end. */
type Phase = 'starting' | 'serving' | 'stopping';

/** Whether this process can serve, as the last looks found it. Asking costs nothing. */
export interface Readiness {
  isReady(): boolean;
  /** What each check found last, by its name; for metrics. */
  states(): ReadonlyMap<string, Found['state']>;
  /** Looks at everything once, then again and again. Resolves after the first looks; ready from then on, if all is well. */
  begin(checks: readonly ReadinessCheck[]): Promise<void>;
  /** Not ready from now on: whoever sends requests here shall send them elsewhere. */
  stopServing(): void;
  /** Looks no more. */
  stop(): void;
}

/** After a failure, the next look comes this soon at the latest: a moment's failure keeps nobody out for long. */
const AGAIN_MS = 10_000;
/** A look that takes longer has failed. */
const TOO_LONG_MS = 10_000;

const FINE: Found = { state: 'fine' };
const SAYS: Readonly<Record<Found['state'], string>> = {
  fine: 'A check is well again',
  troubled: 'A check found trouble; this process serves all the same',
  unready: 'This process is not ready to serve',
};

/** Looks in the background. Each change is logged with its reason, which nobody else is told. */
export function readinessOf(after: After, log: Log): Readiness {
  const found = new Map<string, Found>();
  const cancels = new Map<string, () => void>();
  let phase: Phase = 'starting';
  let isStopped = false;
  const look = async (check: ReadinessCheck) => {
    const { name } = check;
    const before = found.get(name) ?? FINE;
    const { now, error } = await lookAt(check, after);
    found.set(name, now);
    if (isStopped) return;
    const isNews = before.state !== now.state || problemOf(before) !== problemOf(now);
    const fields = {
      check: name,
      ...(now.state === 'fine' ? {} : { problem: now.problem }),
      ...(error ? { error } : {}),
    };
    if (isNews) (now.state === 'fine' ? log.info : log.warn).call(log, fields, SAYS[now.state]);
    lookLater(check, now.state === 'fine' ? check.everyMs : Math.min(check.everyMs, AGAIN_MS));
  };
  const lookLater = (check: ReadinessCheck, waitMs: number) => {
    cancels.set(
      check.name,
      after(waitMs, () => look(check)),
    );
  };
  return {
    isReady: () => phase === 'serving' && [...found.values()].every(({ state }) => state !== 'unready'),
    states: () => new Map([...found].map(([name, { state }]) => [name, state])),
    begin: async (checks) => {
      await Promise.all(
        checks.map(async (check) => {
          if (!check.isKnownFine) return look(check);
          found.set(check.name, FINE);
          lookLater(check, check.everyMs);
        }),
      );
      if (phase === 'starting') phase = 'serving';
    },
    stopServing: () => {
      phase = 'stopping';
    },
    stop: () => {
      phase = 'stopping';
      isStopped = true;
      for (const cancel of cancels.values()) cancel();
    },
  };
}

const problemOf = (found: Found): string | null => (found.state === 'fine' ? null : found.problem);

interface Looked {
  readonly now: Found;
  readonly error?: unknown;
}

/** What a look finds; that it does not end is a problem too. */
async function lookAt({ look }: ReadinessCheck, after: After): Promise<Looked> {
  let cancel = () => {};
  const tooLong = new Promise<Looked>((resolve) => {
    cancel = after(TOO_LONG_MS, async () => resolve({ now: { state: 'unready', problem: 'a check did not end' } }));
  });
  const looked = look().then(
    (now): Looked => ({ now }),
    (error: unknown): Looked => ({ now: { state: 'unready', problem: sentencesOf(error) }, error }),
  );
  const first = await Promise.race([looked, tooLong]);
  cancel();
  return first;
}

/** The sentences of an error and of those that caused it. */
function sentencesOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error.cause === undefined ? error.message : `${error.message}: ${sentencesOf(error.cause)}`;
}
