import { answerAsks } from './answering.ts';
import { plainBolt } from './plain-bolt.ts';

/** A Bolt app as one is written first: it acknowledges, then answers privately where Slack says that it can. */
const app = plainBolt();
const TEXT = 'Only people who can decide on orders can do that. Ask one of them: they are named on the card.';

app.use(async (args) => {
  if ('ack' in args && typeof args.ack === 'function') await args.ack();
  if ('respond' in args) await args.respond({ text: TEXT, response_type: 'ephemeral', replace_original: false });
});
await app.start(Number(process.env.PORT));
answerAsks();
