import { z } from 'zod';
import { Instant, UserId } from '../orders/ids.ts';
import type { AuthorityRefusal } from '../orders/policy.ts';
import { type AuthorityDeps, refuseToDecide } from './authority.ts';
import type { Clock, KeyValueStore } from './ports.ts';

/** Who switched placing off, when, and why. */
export const Pause = z.object({ by: UserId, at: Instant, reason: z.string() });
export type Pause = z.infer<typeof Pause>;

const KEY = 'paused';

/** The switch that stops all placing; it survives restarts. */
export interface KillSwitch {
  /** Null while orders may be placed. */
  pause(): Promise<Pause | null>;
}

/** The switch as it stands in the store, for all processes. */
export const killSwitchIn = (keyValues: KeyValueStore): KillSwitch => ({
  pause: async () => {
    const text = await keyValues.get(KEY);
    return text === null ? null : Pause.parse(JSON.parse(text));
  },
});

export interface SwitchingDeps extends AuthorityDeps {
  readonly keyValues: KeyValueStore;
  readonly clock: Clock;
  readonly nudge: () => void;
}

/** What switching came to; `before` is how the switch stood. */
export type Switched =
  | { readonly ok: true; readonly before: Pause | null }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/** Nothing is placed from now on, until somebody resumes. People who may decide may do it. Throws `SlackUnavailable`. */
export const pausePlacing =
  (deps: SwitchingDeps) =>
  async (by: UserId, reason: string): Promise<Switched> => {
    const refusal = await refuseToDecide(deps, by);
    if (refusal) return { ok: false, refusal };
    const before = await killSwitchIn(deps.keyValues).pause();
    const pause: Pause = { by, at: deps.clock.now(), reason };
    await deps.keyValues.set(KEY, JSON.stringify(pause), null);
    return { ok: true, before };
  };

/** Orders are placed again; those that waited go on by themselves. Throws `SlackUnavailable`. */
export const resumePlacing =
  (deps: SwitchingDeps) =>
  async (by: UserId): Promise<Switched> => {
    const refusal = await refuseToDecide(deps, by);
    if (refusal) return { ok: false, refusal };
    const before = await killSwitchIn(deps.keyValues).pause();
    await deps.keyValues.delete(KEY);
    deps.nudge();
    return { ok: true, before };
  };
