import { expect } from '@jest/globals';
import { requestOf } from '../../../src/acts/act.ts';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { newestTerms } from '../../../src/orders/order.ts';
import { type FilledForm, orderFrom } from '../fill-form.ts';
import { anApprovedOrder, aWarrant } from '../warrants.ts';
import { connectTo, json, type ReceivedRequest, type ScriptedServer } from './scripted-server.ts';

/** What ScaledMail receives when a form is filled in, approved and placed: the one request, as it arrived. */
export async function receivedFrom(
  server: ScriptedServer,
  form: FilledForm,
  begun: Partial<OrderDraft> = {},
): Promise<ReceivedRequest> {
  const { purchase, loginOf } = await orderFrom(form, begun);
  const order = anApprovedOrder({ purchase });
  const { act, tag } = newestTerms(order);
  server.play(json(200, {}));
  const before = server.received.length;
  await connectTo(server.url).vendor.carryOut(aWarrant(order, { request: requestOf(act, tag, loginOf) }));
  const [received, ...more] = server.received.slice(before);
  expect(more).toEqual([]);
  if (!received) throw new Error('Nothing was sent');
  return received;
}
