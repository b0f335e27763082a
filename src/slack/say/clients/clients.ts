import type { WebClient, WebClientOptions } from '@slack/web-api';
import type { Clock } from '../../../service/ports/clock.ts';
import { type Meter, noMeter } from '../../../service/ports/meter.ts';
import { type Download, downloader } from '../../files/download.ts';
import { MeasuredClient } from './measured-client.ts';
import { PatientClient } from './patient-client.ts';

/** The ways in which we talk to Slack. */
export interface SlackClients {
  /**
   * For messages and look-ups. Never retries by itself: a message whose answer is lost may have been posted, and only the
   * effect that posts it knows how to look for it first. Makes no call for as long as Slack asks for patience.
   */
  readonly web: WebClient;
  /** For calls that hold a trigger, which is good for three seconds: fails fast. Source: docs/slack.md, "Bolt 5". */
  readonly modal: WebClient;
  /** For bytes of files. */
  readonly download: Download;
}

const LOOK_UP_TIMEOUT_MS = 8_000;
const MODAL_TIMEOUT_MS = 2_500;

/** Makes all of them. `apiUrl` is another base address of the Web API, or undefined for Slack's own. */
export function slackClients(
  token: string,
  apiUrl: string | undefined,
  logger: WebClientOptions['logger'],
  clock: Clock,
  meter: Meter = noMeter,
): SlackClients {
  const common: WebClientOptions = {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    ...(logger === undefined ? {} : { logger }),
  };
  return {
    web: new PatientClient(token, { ...common, timeout: LOOK_UP_TIMEOUT_MS }, clock, meter),
    modal: new MeasuredClient(token, { ...common, timeout: MODAL_TIMEOUT_MS }, meter),
    download: downloader(token, apiUrl),
  };
}
