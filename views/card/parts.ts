import type { KnownBlock } from '@slack/types';
import type { Act } from '../../src/acts/act.ts';
import type { Worth } from '../../src/acts/worth.ts';
import type { PartDrawing } from '../acts/act-view.ts';
import { partsOf } from '../acts/act-views.ts';
import { plainSection, section } from '../blocks.ts';

/** What is approved, row by row: the same on the review and on the card. `where` says where what is cut stands whole. */
export function partBlocks(
  act: Act,
  worth: Worth,
  { where = null, ...drawing }: PartDrawing & { readonly where?: string | null },
): KnownBlock[] {
  return partsOf(act, worth, drawing).flatMap(({ heading, lines, isCut }) => {
    const rows = isCut && where !== null ? [...lines, where] : lines;
    return [section(heading), ...(rows.length > 0 ? [plainSection(rows.join('\n'))] : [])];
  });
}
