import {
  type WebAPICallResult,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { CallResult, Meter } from '../../service/ports/meter.ts';

/** Slack's client, whose calls are counted and timed. */
export class MeasuredClient extends WebClient {
  readonly #meter: Meter;

  constructor(token: string, options: WebClientOptions, meter: Meter) {
    super(token, options);
    this.#meter = meter;
  }

  /** Throws what Slack's client throws. */
  override async apiCall(method: string, options: Record<string, unknown> = {}): Promise<WebAPICallResult> {
    const begunMs = performance.now();
    const tell = (result: CallResult) => this.#meter.calledSlack(method, result, performance.now() - begunMs);
    try {
      const answer = await super.apiCall(method, options);
      tell('ok');
      return answer;
    } catch (error) {
      tell(resultOf(error));
      throw error;
    }
  }
}

function resultOf(error: unknown): CallResult {
  if (error instanceof WebAPIRateLimitedError) return 'too_many';
  if (error instanceof WebAPIPlatformError) return 'refused';
  return error instanceof WebAPIHTTPError ? 'failed' : 'no_answer';
}
