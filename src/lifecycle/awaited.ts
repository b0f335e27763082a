import type { Config } from '../config.ts';

/** Whom a start waits for. */
export interface Awaited {
  /** As in “waits for the store”. */
  readonly name: string;
  /** What an operator checks meanwhile: sentences. */
  readonly check: string;
}

const STORES: Readonly<Record<Config['store']['kind'], string>> = {
  redis:
    'Check that Redis runs, that REDIS_URL has its host and port (rediss:// where it wants TLS, and NODE_EXTRA_CA_CERTS for a certificate of your own), and that a firewall lets this machine reach it.',
  sqlite:
    'Check that DATA_DIR is on a local disk that answers and has room, and that no other program holds the store’s file.',
};

/** The store of a configuration. */
export const awaitedStore = (kind: Config['store']['kind']): Awaited => ({ name: 'the store', check: STORES[kind] });

/** Slack; `apiUrl` is another address of its Web API, or undefined for its own. */
export const awaitedSlack = (apiUrl: string | undefined): Awaited => ({
  name: 'Slack',
  check: apiUrl
    ? 'Check that something answers at SLACK_API_URL; for Slack itself, leave that variable out.'
    : 'Check that this machine reaches https://slack.com (its network, DNS, HTTPS_PROXY), and what Slack’s status page says.',
});
