import { randomBytes } from 'node:crypto';
import bolt from '@slack/bolt';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { approveOrder } from '../../src/service/deciding/approve-order.ts';
import { isFirstDelivery } from '../../src/service/first-delivery.ts';
import { policyInForceIn } from '../../src/service/policy-in-force.ts';
import { boltLogger } from '../../src/slack/receive/bolt-logger.ts';
import { ActionPayload } from '../../src/slack/receive/payloads.ts';
import { slackReceiver } from '../../src/slack/receive/receiver.ts';
import { slackClients } from '../../src/slack/say/clients/clients.ts';
import { slackDirectory } from '../../src/slack/say/directory.ts';
import { answerThroughUrl } from '../../src/slack/say/response-url.ts';
import { openStores } from '../../src/storage/open-stores.ts';
import { TeamId } from '../../src/values/ids.ts';
import { OrderButtonValue } from '../../views/button-values.ts';
import { ACTION } from '../../views/ids.ts';
import { refusalMessage } from '../../views/words/refusals/refusal.ts';
import { answerAsks } from './answering.ts';

/** Our app with one listener and one route, approving; everything that this route needs is the real thing. */
const read = readConfig(process.env);
if (!read.ok) throw new Error('The environment of the benchmark is wrong');
const { config } = read;
const log = createLog(config.logLevel);
const clock = { now: () => new Date() };
const teamId = TeamId.parse('T0ACME');
const logger = boltLogger(log);
const clients = slackClients(config.slack.botToken, config.slack.apiUrl, logger, clock);
const { orders, keyValues } = await openStores({
  ...{ store: config.store, teamId, clock, log },
  thread: { program: new URL('../../src/store-thread.js', import.meta.url), onLost: () => process.exit(1) },
});
const isFirst = isFirstDelivery({ keyValues });
const directory = slackDirectory({ client: clients.web, clock, log });
const newSalt = (): string => randomBytes(16).toString('hex');
const policyInForce = policyInForceIn(keyValues, config.policy, config.limits);
const deciding = { directory, teamId, policy: config.policy, policyInForce, orders, clock, newSalt };
const approve = approveOrder({ ...deciding, nudge: () => {} });

const { transport, apiUrl } = config.slack;
const receiver = slackReceiver({
  ...{ transport, apiUrl, routes: [], logger },
  after: () => () => {},
  onRefused: () => {},
});
const app = new bolt.App({ token: config.slack.botToken, botId: 'B0BOT', botUserId: 'U0BOT', receiver, logger });
app.action(ACTION.approve, async ({ ack, body }) => {
  await ack();
  const { actions: pressed, user, message, response_url: responseUrl } = ActionPayload.parse(body);
  const key = `action:${message?.ts}:${pressed.action_id}:${pressed.action_ts}:${user.id}`;
  if (!(await isFirst(key))) return;
  const verdict = await approve({ ...OrderButtonValue.parse(pressed.value), by: user.id });
  if (!verdict.ok && responseUrl)
    await answerThroughUrl(responseUrl)(refusalMessage(verdict.refusal, verdict.order, config.policy));
});
await app.start(config.port);
answerAsks();
