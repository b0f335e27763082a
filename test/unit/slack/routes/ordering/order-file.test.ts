import { expect, test } from '@jest/globals';
import { type WebAPICallResult, WebClient } from '@slack/web-api';
import type { KeyValueStore } from '../../../../../src/service/ports/stores/key-value-store.ts';
import { homeWatch } from '../../../../../src/service/reading/home-watch.ts';
import { draftsIn } from '../../../../../src/service/requesting/form/drafts.ts';
import { composeUseCases } from '../../../../../src/service/use-cases.ts';
import type { Downloaded } from '../../../../../src/slack/files/download.ts';
import { goBack } from '../../../../../src/slack/routes/go-back.ts';
import { domainsForm } from '../../../../../src/slack/routes/ordering/order-form.ts';
import type { RouteContext } from '../../../../../src/slack/routes/route-context.ts';
import { draftMetadata } from '../../../../../views/form/metadata.ts';
import { ACTION, FORM } from '../../../../../views/ids.ts';
import { mention } from '../../../../../views/words/text.ts';
import { aRequest } from '../../../../support/a-request.ts';
import { approvals, rita } from '../../../../support/builders.ts';
import { aDraft } from '../../../../support/views/orders.ts';
import { needsOf, running } from '../../../service/requesting/cancelling-world.ts';

/** A Slack that has one file, and keeps what was shown. */
class SlackWithFile extends WebClient {
  readonly shown: string[] = [];
  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    if (method === 'files.info') {
      const file = { id: 'F1', name: 'leads.csv', size: 20, url_private: 'https://files.slack.com/leads.csv' };
      const answer = { ok: true, file };
      return answer;
    }
    this.shown.push(JSON.stringify(options?.view ?? null));
    return { ok: true };
  }
}

/** A form whose page with domains was sent with a file; `arrive` lets the bytes come. */
const whileReading = (
  act: (reading: {
    context: RouteContext;
    keyValues: KeyValueStore;
    client: SlackWithFile;
    arrive: () => void;
    submitted: Awaited<ReturnType<typeof domainsForm>>;
  }) => Promise<void>,
) =>
  running(async (_cancelling, world) => {
    const needs = needsOf(world);
    const client = new SlackWithFile();
    let arrive: () => void = () => {};
    const bytes = new Promise<Downloaded>((resolve) => {
      arrive = () => resolve({ ok: true, bytes: Buffer.from('gonorthwind.com, Ben Ito\n') });
    });
    const context: RouteContext = {
      useCases: composeUseCases({ ...needs, ordersForForms: needs.orders }),
      clients: { web: client, modal: client, download: () => bytes },
      cardLink: async () => null,
      byName: async (draw) => draw(mention),
      homes: homeWatch({ ...needs, newId: () => 'id' }),
      channelId: approvals,
      log: world.deps.log,
      ...aRequest(),
    };
    await draftsIn(needs.keyValues).begin({ draft: aDraft({ ownerId: rita, label: 'Acme' }), fill: 1 });
    const submitted = await domainsForm(context, { user: { id: rita }, view: PAGE }, rita);
    await act({ context, keyValues: needs.keyValues, client, arrive, submitted });
  });

const PAGE = {
  id: 'V1',
  hash: '1.a',
  callback_id: FORM.domains,
  private_metadata: draftMetadata('draft-1'),
  state: {
    values: {
      'domains_google.1': { field: { type: 'plain_text_input', value: 'getnorthwind.com, Ada Park' } },
      'file.1': { field: { type: 'file_input', files: [{ id: 'F1', name: 'leads.csv', size: 20 }] } },
    },
  },
};

test('the page is answered before the file is read', () =>
  whileReading(async ({ submitted, client, arrive, keyValues }) => {
    expect(JSON.stringify(submitted.ack)).toContain('Reading leads.csv');
    const done = submitted.afterwards?.();
    expect(client.shown).toEqual([]);
    arrive();
    await done;
    const kept = await draftsIn(keyValues).load('draft-1');
    expect(kept?.draft.domainText.google).toBe('getnorthwind.com, Ada Park\ngonorthwind.com, Ben Ito');
    expect(kept?.draft.upload).toBeUndefined();
  }));

test('whoever goes back while a file is read has the boxes as they were, and the file is still to be read', () =>
  whileReading(async ({ context, submitted, client, arrive, keyValues }) => {
    if (!('view' in submitted.ack)) throw new Error('The page was not replaced');
    const { callback_id: callbackId = '', private_metadata: metadata = '' } = submitted.ack.view;
    const done = submitted.afterwards?.();
    const actions = { action_id: ACTION.back, block_id: 'b', action_ts: '1' };
    const view = { ...PAGE, hash: '2.b', callback_id: callbackId, private_metadata: metadata, state: { values: {} } };
    const payload = { user: { id: rita }, trigger_id: 't', actions, view: { ...view, type: 'modal' } };
    await goBack(context, { payload, userId: rita, answer: async () => {} });
    arrive();
    await done;
    expect(client.shown).toHaveLength(1);
    expect(client.shown[0]).toContain('leads.csv is not read yet');
    const kept = await draftsIn(keyValues).load('draft-1');
    expect(kept?.draft.domainText.google).toBe('getnorthwind.com, Ada Park');
    expect(kept?.draft.upload).toEqual({ fileId: 'F1', name: 'leads.csv' });
  }));
