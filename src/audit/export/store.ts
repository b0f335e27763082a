import { csvFormat, type ExportFormat } from '../../../views/export/csv.ts';
import { exportedOrder, type OrderToExport } from '../../../views/export/record.ts';
import type { Clock } from '../../service/ports/clock.ts';
import type { OrderReader } from '../../storage/order-reader.ts';
import type { Format } from '../arguments.ts';
import { eachOrder, type OnProgress, type Walked, walkable } from '../each-order.ts';
import { jsonFormat } from './json.ts';
import type { Output } from './output.ts';

/** How much was written. */
export interface Exported {
  readonly orders: number;
  readonly entries: number;
  /** Orders that break a promise. */
  readonly concerned: number;
}

const FORMAT_OF: Readonly<Record<Format, () => ExportFormat>> = { csv: csvFormat, json: jsonFormat };

/** Writes every order of a store to all outputs in one walk. What fails half-way is taken away again. */
export async function exportStore(
  reader: OrderReader,
  outputs: readonly Output[],
  deps: { readonly clock: Clock; readonly onProgress: OnProgress },
): Promise<Exported> {
  const open = outputs.map((output) => ({ output, format: FORMAT_OF[output.format]() }));
  const writeEach = async (textOf: (format: ExportFormat) => string) => {
    for (const { output, format } of open) await output.write(textOf(format));
  };
  try {
    const about = { exportedAt: deps.clock.now(), team: reader.teamId };
    let [orders, entries, concerned] = [0, 0, 0];
    await writeEach((format) => format.begin(about));
    for await (const walked of eachOrder(walkable(reader), deps)) {
      const exported = exportedOrder(orderToExport(walked));
      orders += 1;
      entries += exported.history.length;
      if (exported.violations.length > 0) concerned += 1;
      await writeEach((format) => format.order(exported));
    }
    const count = orders;
    await writeEach((format) => format.end(count));
    for (const { output } of open) await output.close();
    return { orders, entries, concerned };
  } catch (error) {
    for (const { output } of open) await output.abandon();
    throw error;
  }
}

/** What is exported of what a walk found. */
export const orderToExport = ({ kept, violations }: Walked): OrderToExport => ({
  reference: kept.reference,
  order: kept.stored?.order ?? null,
  problem: kept.problem,
  effects: kept.stored?.effects ?? [],
  history: kept.history,
  violations: violations.map(({ sentence }) => sentence),
});
