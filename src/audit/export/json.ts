import type { ExportFormat } from '../../../views/export/csv.ts';

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
