import bolt, { HTTPReceiver, LogLevel } from '@slack/bolt';
import { answerAsks } from './answering.ts';

/** A Bolt app as one is written first: it acknowledges, then answers privately where Slack says that it can. */
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
const TEXT = 'Only people who can decide on orders can do that. Ask one of them: they are named on the card.';

app.use(async (args) => {
  if ('ack' in args && typeof args.ack === 'function') await args.ack();
  if ('respond' in args) await args.respond({ text: TEXT, response_type: 'ephemeral', replace_original: false });
});
await app.start(Number(process.env.PORT));
answerAsks();
