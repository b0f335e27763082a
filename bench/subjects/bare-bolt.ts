import { answerAsks } from './answering.ts';
import { plainBolt } from './plain-bolt.ts';

/** The smallest Bolt app: one listener for everything, which acknowledges and does nothing else. */
const app = plainBolt();
app.use(async (args) => {
  if ('ack' in args && typeof args.ack === 'function') await args.ack();
});
await app.start(Number(process.env.PORT));
answerAsks();
