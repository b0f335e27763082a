import bolt, { HTTPReceiver, LogLevel } from '@slack/bolt';

/** A Bolt app with a receiver of its own and nobody who listens yet. It calls Slack for nobody. */
export function plainBolt(): InstanceType<typeof bolt.App> {
  const receiver = new HTTPReceiver({
    signingSecret: process.env.SLACK_SIGNING_SECRET ?? '',
    logLevel: LogLevel.ERROR,
  });
  return new bolt.App({
    token: 'xoxb-bench',
    botId: 'B0BOT',
    botUserId: 'U0BOT',
    receiver,
    logLevel: LogLevel.ERROR,
  });
}
