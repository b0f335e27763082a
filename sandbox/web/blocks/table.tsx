import type { DataTableBlock, TableBlock } from '@slack/types';
import { keyed } from './keyed.ts';
import { RichTextView } from './rich-text.tsx';

type Cell = TableBlock['rows'][number][number];

/** Rows and columns; the first row is the head. */
export function TableBlockView({ block }: { block: TableBlock | DataTableBlock }) {
  const [head = [], ...rows] = block.rows;
  return (
    <div class="table-frame">
      <table class="table">
        <thead>
          <tr>
            {keyed(head).map(({ key, item }) => (
              <th key={key}>{drawCell(item)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map(({ key, item: row }) => (
            <tr key={key}>
              {keyed(row).map((cell) => (
                <td key={cell.key}>{drawCell(cell.item)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function drawCell(cell: Cell) {
  return cell.type === 'rich_text' ? <RichTextView block={cell} /> : cell.text;
}
