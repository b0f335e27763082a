import { fillWhat } from '../../src/service/requesting/filling/fill-draft.ts';
import { draftsIn } from '../../src/service/requesting/form/drafts.ts';
import { SubmissionPayload } from '../../src/slack/receive/payloads.ts';
import { filledPage } from '../../src/slack/routes/filled-page.ts';
import { openSqliteStores } from '../../src/storage/sqlite/open-sqlite-stores.ts';
import { domainsView } from '../../views/form/ordering/domains-view.ts';
import { answerAsks } from './answering.ts';
import { plainBolt } from './plain-bolt.ts';

/** A Bolt app as one is written first that keeps our form: the same rules and pages, in the same SQLite, on the main thread. */
const { shortLived, orders } = openSqliteStores(process.env.DATA_DIR ?? '', { now: () => new Date() });
const fill = fillWhat({ orders, drafts: draftsIn(shortLived) });
const app = plainBolt();
app.view(/.*/, async ({ ack, body }) => {
  const { view, user } = SubmissionPayload.parse(body);
  const filled = await fill(filledPage(view, user.id));
  if (!filled?.ok) throw new Error('The form was not taken');
  await ack({ response_action: 'update', view: domainsView(filled) });
});
await app.start(Number(process.env.PORT));
answerAsks();
