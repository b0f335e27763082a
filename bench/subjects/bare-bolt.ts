import bolt, { HTTPReceiver, LogLevel } from '@slack/bolt';
import { answerAsks } from './answering.ts';

/** The smallest Bolt app: one listener for everything, which acknowledges and does nothing else. */
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
  logLevel: LogLevel.ERROR,
});
const app = new bolt.App({
  token: 'xoxb-bench',
  botId: 'B0BOT',
  botUserId: 'U0BOT',
  receiver,
  logLevel: LogLevel.ERROR,
});
app.use(async (args) => {
  if ('ack' in args && typeof args.ack === 'function') await args.ack();
});
await app.start(Number(process.env.PORT));
answerAsks();
