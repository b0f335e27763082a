import {
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { CallResult, Meter } from '../../../service/ports/meter.ts';

/** Slack's client, whose calls are counted and timed. */
export class MeasuredClient extends WebClient {
  readonly #meter: Meter;

  constructor(token: string, options: WebClientOptions, meter: Meter) {
    super(token, options);
    this.#meter = meter;
  }

  /** Counts a call that is not made, because Slack wants none of it for so many milliseconds more. */
  protected keptBack(method: string, waitMs: number): void {
    this.#meter.calledSlack(method, 'not_sent', waitMs, 0);
  }

  /** Throws what Slack's client throws. */
  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const begunMs = performance.now();
    const tell = (result: CallResult, waitMs = 0) =>
      this.#meter.calledSlack(method, result, waitMs, performance.now() - begunMs);
    try {
      const answer = await super.apiCall(method, options);
      tell('ok');
      return answer;
    } catch (error) {
      tell(resultOf(error), error instanceof WebAPIRateLimitedError ? error.retryAfter * 1_000 : 0);
      throw error;
    }
  }
}

function resultOf(error: unknown): CallResult {
  if (error instanceof WebAPIRateLimitedError) return 'too_many';
  if (error instanceof WebAPIPlatformError) return 'refused';
  return error instanceof WebAPIHTTPError ? 'failed' : 'no_answer';
}
