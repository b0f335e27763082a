import type { ExportedOrder } from './record.ts';

/** Writes an export piece by piece. The pieces one after the other are the whole text. */
export interface ExportFormat {
  begin(about: { readonly exportedAt: Date; readonly team: string | null }): string;
  order(exported: ExportedOrder): string;
  /** `orders` is how many were written. */
  end(orders: number): string;
}

/** One JSON object: `exportedAt`, `team`, `orders` with everything that is kept of each, and `count`, by which a cut file shows. */
export function jsonFormat(): ExportFormat {
  let isFirst = true;
  return {
    begin: ({ exportedAt, team }) => {
      const about = JSON.stringify({ format: 2, exportedAt, team });
      return `${about.slice(0, -1)},"orders":[`;
    },
    order: (exported) => {
      const separator = isFirst ? '\n' : ',\n';
      isFirst = false;
      return `${separator}${JSON.stringify(exported)}`;
    },
    end: (orders) => `\n],"count":${orders}}\n`,
  };
}
