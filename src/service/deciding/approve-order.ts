import type { Fingerprint } from '../../values/ids.ts';
import { type Click, type DecidingDeps, decideOnClick, type Verdict } from './decide-on-click.ts';

/**
 * Counts one person's approval of exactly the terms they saw. Whether they may is asked of Slack now. At quorum the order
 * is approved and its placing becomes due, in the same write. Throws `SlackUnavailable`.
 */
export const approveOrder =
  (deps: DecidingDeps) =>
  (click: Click & { fingerprint: Fingerprint }): Promise<Verdict> =>
    decideOnClick(deps, click, { type: 'approved', by: click.by, fingerprint: click.fingerprint });
