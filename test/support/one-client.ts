import type { WebClient } from '@slack/web-api';
import type { SlackClients } from '../../src/slack/say/clients/clients.ts';

/** One client for all calls, in a Slack without files. */
export const oneClient = (client: WebClient): SlackClients => ({
  web: client,
  modal: client,
  download: async () => ({ ok: false, trouble: 'gone' }),
});
