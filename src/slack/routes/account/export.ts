import { csvFormat } from '../../../../views/export/csv.ts';
import { exportedOrder } from '../../../../views/export/record.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import { counted } from '../../../../views/words/text.ts';
import type { OrderWithHistory } from '../../../service/account/export-orders.ts';
import { sendFile } from '../../say/send-file.ts';
import type { CommandRoute } from '../route.ts';

/** `/scaledmail export`: a line at once, for reading may take a minute, and one when it came to something. */
export const exportOrders: CommandRoute = async ({ useCases, clients }, { userId, answer }) => {
  const exported = await useCases.exportOrders(userId);
  if (!exported.ok) return answer(refusalMessage(exported.refusal, null, useCases.policy));
  await answer('One moment: all orders and their histories are being read.');
  const now = useCases.clock.now();
  const format = csvFormat();
  const pieces: string[] = [format.begin({ exportedAt: now, team: exported.team })];
  let orders = 0;
  for await (const each of exported.orders) {
    pieces.push(format.order(exportedOrder(toExport(each))));
    orders += 1;
  }
  const file = {
    name: `orders-${now.toISOString().slice(0, 10)}.csv`,
    title: 'Orders and their histories',
    content: [...pieces, format.end(orders)].join(''),
  };
  const words = `${counted(orders, 'order')}, each with its history. Names of people are their Slack ids.`;
  await sendFile(clients.web, userId, file, words);
  await answer(
    `The file is in your direct messages with this app: ${counted(orders, 'order')}, each with its history.`,
  );
};

const toExport = ({ order, history, brokenEntry }: OrderWithHistory) => ({
  reference: order.facts.reference,
  order,
  problem: null,
  effects: [],
  history: history.map((entry) => ({ ok: true as const, entry })),
  violations: brokenEntry === null ? [] : [`The history is broken from entry ${brokenEntry} on.`],
});
