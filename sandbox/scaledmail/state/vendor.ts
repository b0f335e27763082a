import type { ArmedFault, ControlState, RecordedRequest, VendorSettings } from '../http/protocol.ts';
import { domainsOf, type VendorData } from './data.ts';
import { domainStatus, settleChanges } from './set-up.ts';
import { DEFAULT_SETTINGS, type SettingsChange, withSettings } from './settings.ts';
import { shownStatus } from './shown-status.ts';

const KEPT_REQUESTS = 200;

/** What a vendor is made of. */
export interface VendorParts {
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Makes the data of a new vendor at that moment. */
  readonly seed: (now: Date) => VendorData;
  /** Data of an earlier run, or undefined to start over. */
  readonly kept: VendorData | undefined;
  /** Called with the data after each change. */
  readonly keep: (data: VendorData) => void;
}

/** The vendor's whole memory: its data, how it is set to behave, and what it saw. */
export class Vendor {
  data: VendorData;
  settings: VendorSettings = DEFAULT_SETTINGS;
  faults: readonly ArmedFault[] = [];
  requests: RecordedRequest[] = [];
  readonly newId: () => string;
  readonly #parts: VendorParts;

  constructor(parts: VendorParts) {
    this.#parts = parts;
    this.newId = parts.newId;
    this.data = parts.kept ?? parts.seed(parts.clock());
  }

  /** The vendor's time: the given clock, moved forward by every `advance`. */
  now(): Date {
    return new Date(this.#parts.clock().getTime() + this.data.clockOffsetMs);
  }

  /** What the vendor dates orders and answers with: its time, off by the settings. */
  ownTime(): Date {
    return new Date(this.now().getTime() + this.settings.clockOffsetMs);
  }

  /** The given clock as it is; rate limits run on it, so that a moved clock does not stretch a `retryAfter`. */
  wallTime(): Date {
    return this.#parts.clock();
  }

  advance(ms: number): void {
    this.data.clockOffsetMs += ms;
    this.save();
  }

  change(settings: SettingsChange): void {
    this.settings = withSettings(this.settings, settings);
  }

  /** Everything as at the start: seeded data, usual settings, no faults, nothing recorded. */
  reset(): void {
    this.data = this.#parts.seed(this.#parts.clock());
    this.settings = DEFAULT_SETTINGS;
    this.faults = [];
    this.requests = [];
    this.save();
  }

  save(): void {
    this.#parts.keep(this.data);
  }

  /** Adds the request, or replaces the record of the same id. */
  record(request: RecordedRequest): void {
    const others = this.requests.filter((seen) => seen.id !== request.id);
    this.requests = [...others, request].sort((a, b) => a.id - b.id).slice(-KEPT_REQUESTS);
  }

  /** What the control API shows; a copy that later calls do not change. */
  state(): ControlState {
    const now = this.now();
    settleChanges(this.data, now);
    return structuredClone({
      now: now.toISOString(),
      settings: this.settings,
      faults: this.faults,
      requests: this.requests,
      charges: this.data.charges,
      orders: this.data.orders.map((order) => ({
        id: order.id,
        workspaceId: order.workspaceId,
        tag: order.tag,
        status: order.status,
        shownStatus: shownStatus(order, { now, settings: this.settings }),
        amountCents: order.amountCents,
        domains: domainsOf(order).map((domain) => ({
          name: domain.name,
          status: domainStatus(domain, now),
          redirect: domain.redirect,
          mailboxes: domain.mailboxes.map(
            ({ firstName, lastName, alias }) => `${firstName} ${lastName} <${alias}@${domain.name}>`,
          ),
        })),
      })),
      workspaces: this.data.workspaces.map(({ id, name }) => ({ id, name })),
      registrations: this.data.registrations.map(({ workspaceId, name }) => ({ workspaceId, name })),
    });
  }
}
