import { type WebAPICallResult, WebAPIRateLimitedError, type WebClientOptions } from '@slack/web-api';
import { SlackAsksToWait } from '../../../service/errors.ts';
import type { Clock } from '../../../service/ports/clock.ts';
import { type Meter, noMeter } from '../../../service/ports/meter.ts';
import { MeasuredClient } from './measured-client.ts';

/**
 * Slack counts these for each channel, all others for the workspace.
 * Source: docs/slack.md, "Web API methods, scopes, manifest".
 */
const COUNTED_PER_CHANNEL = new Set(['chat.postMessage']);

/**
 * Slack's client, which leaves Slack alone for as long as Slack asks for: until then the same method (for messages: to the
 * same channel) fails at once, without a call. So however many orders have something to say, a limit costs one call.
 */
export class PatientClient extends MeasuredClient {
  readonly #clock: Clock;
  /** Method, with its channel where that counts, and the moment from which it may be called again. */
  readonly #waits = new Map<string, number>();

  constructor(token: string, options: WebClientOptions, clock: Clock, meter: Meter = noMeter) {
    super(token, { ...options, rejectRateLimitedCalls: true }, meter);
    this.#clock = clock;
  }

  /** Throws `SlackAsksToWait` while Slack wants no such call; otherwise what Slack's client throws. */
  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const counted = COUNTED_PER_CHANNEL.has(method) ? `${method} ${String(options.channel)}` : method;
    const waitMs = (this.#waits.get(counted) ?? 0) - this.#nowMs();
    if (waitMs > 0) {
      this.keptBack(method, waitMs);
      throw new SlackAsksToWait(waitMs);
    }
    this.#waits.delete(counted);
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error;
      const askedMs = error.retryAfter * 1_000;
      this.#waits.set(counted, this.#nowMs() + askedMs);
      throw new SlackAsksToWait(askedMs, { cause: error });
    }
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }
}
