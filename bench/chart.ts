import { shareOf } from './goal.ts';
import type { Row } from './measure.ts';

/** A line of the chart. `share` is how much of what its goal allows is used: at most 1 is met. */
export interface Bar {
  readonly label: string;
  readonly share: number;
  /** What stands at the bar's end. */
  readonly text: string;
}

const WIDTH = 1020;
const LABEL_WIDTH = 540;
const TEXT_WIDTH = 210;
const ROW_HEIGHT = 26;
const TOP = 46;
const MAX_SHARE = 2;

/** Colours for light paper, and for dark where the reader's device asks for it. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1d1c1d; }
  .title { font-weight: 600; }
  .quiet { fill: #616061; }
  .met { fill: #2b8a3e; }
  .missed { fill: #c92a2a; }
  .goal { stroke: #1d1c1d; stroke-dasharray: 4 3; }
  .paper { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e8e8e8; }
    .quiet { fill: #ababad; }
    .met { fill: #51cf66; }
    .missed { fill: #ff6b6b; }
    .goal { stroke: #e8e8e8; }
    .paper { fill: #1a1d21; }
  }`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A bar for each line that has a goal with a number: the shorter, the better, and up to the mark the goal is met. */
export function barsOf(rows: readonly Row[]): Bar[] {
  return rows.flatMap(({ what, goal }): Bar[] => {
    const share = goal && shareOf(goal);
    return goal === null || share === null ? [] : [{ label: what, share, text: goal.text }];
  });
}

/** Draws bars against the goal as one SVG, readable on light and dark. Bars longer than twice the goal are cut. */
export function drawChart(title: string, bars: readonly Bar[]): string {
  const height = TOP + bars.length * ROW_HEIGHT + 12;
  const plotWidth = WIDTH - LABEL_WIDTH - TEXT_WIDTH;
  const xOf = (share: number) => LABEL_WIDTH + (Math.min(share, MAX_SHARE) / MAX_SHARE) * plotWidth;
  const goalX = xOf(1);
  const lines = bars.flatMap(({ label, share, text }, index) => {
    const y = TOP + index * ROW_HEIGHT;
    const width = Math.max(xOf(share) - LABEL_WIDTH, 2).toFixed(1);
    const verdict = share <= 1 ? 'met' : 'missed';
    const times = share > MAX_SHARE ? `, cut at ${MAX_SHARE} of ${share.toFixed(1)}` : '';
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${y + 15}" text-anchor="end">${escaped(label)}</text>`,
      `<rect class="${verdict}" x="${LABEL_WIDTH}" y="${y + 3}" width="${width}" height="16" rx="2"><title>${escaped(`${label}: ${share.toFixed(2)} of the goal`)}</title></rect>`,
      `<text class="quiet" x="${WIDTH - TEXT_WIDTH + 10}" y="${y + 15}">${escaped(`${text}${times}`)}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${WIDTH}" height="${height}" rx="6"/>`,
    `<text class="title" x="16" y="24">${escaped(title)}</text>`,
    `<text class="quiet" x="${goalX}" y="36" text-anchor="middle">goal</text>`,
    ...lines,
    `<line class="goal" x1="${goalX}" x2="${goalX}" y1="40" y2="${height - 10}"/>`,
    '</svg>',
    '',
  ].join('\n');
}
