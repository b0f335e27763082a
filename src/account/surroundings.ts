import type { Config } from '../config.ts';
import type { Resolver } from '../dns/mail-dns.ts';
import type { CallsUnderWay } from '../lifecycle/calls-under-way.ts';
import type { After } from '../service/ports/after.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';
import type { Meter } from '../service/ports/meter.ts';
import type { LatePages } from '../slack/routes/modals/late-pages.ts';

/** What the operator decides for one account. */
export type AccountConfig = Pick<
  Config,
  | 'vendor'
  | 'policy'
  | 'requesters'
  | 'limits'
  | 'approvalChannel'
  | 'encryptionKey'
  | 'previousKey'
  | 'checksDns'
  | 'digestTime'
  | 'keepEndedDays'
  | 'archiveFolder'
  | 'proxy'
  | 'store'
>;

/** What the process lends to each account. */
export interface AccountSurroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** Waits of the vendor client: its rate limit and its retries. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Timers that renew the lease of an order that is worked on. */
  readonly after: After;
  /** Answers what is asked of DNS. */
  readonly resolver: Resolver;
  /** Counts and times what happens, where that is wanted. */
  readonly meter?: Meter;
  /** Tells the process that the account has work that is due. */
  readonly nudge: () => void;
  /** Counts the calls that a stop has to wait for. */
  readonly calls: CallsUnderWay;
  /** Pages of the process that are filled beside the requests. */
  readonly latePages: LatePages;
}
