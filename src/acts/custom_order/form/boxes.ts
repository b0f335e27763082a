import { linesOfText } from '../reading/lines/lines.ts';

/** Most code points of a text field. Source: docs/slack.md, "Limits". */
export const MAX_BOX = 3_000;

/** Most boxes of one provider that people can ask for. Our own limit: a file takes the rest. */
export const MOST_BOXES = 4;

/**
 * Numbers of all boxes that a page can draw. What four hold needs up to twice as many when lines of it grow by a correction;
 * 100 domains of a file need so many when each has a picture.
 */
export const BOXES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type BoxNumber = (typeof BOXES)[number];

/** Length as Slack counts it. */
export const lengthOf = (text: string): number => Array.from(text).length;

/**
 * A text, parted at ends of lines over as few boxes as hold it: `joinedBoxes` makes the same lines of them under the same
 * numbers. One that fits one box stays as it is. Null when a line is longer than a box, or when no page has so many boxes.
 */
export function boxesOf(text: string): readonly string[] | null {
  if (lengthOf(text) <= MAX_BOX) return [text];
  const boxes: string[] = [];
  let box: string[] = [];
  let length = 0;
  for (const line of linesOfText(text)) {
    const added = lengthOf(line);
    if (added > MAX_BOX) return null;
    // A box of nothing but empty lines would be taken for one that nobody filled in.
    if (length + added > MAX_BOX && box.some((each) => each.trim() !== '')) {
      boxes.push(box.join('\n'));
      box = [];
      length = 0;
    }
    box.push(line);
    length += added + 1;
  }
  const all = [...boxes, box.join('\n')];
  return all.length > BOXES.length || all.some((each) => lengthOf(each) > MAX_BOX) ? null : all;
}

/** Whether a text can be drawn, so that its person can change it. What cannot is refused where it comes from, and never cut. */
export const fitsBoxes = (text: string): boolean => boxesOf(text) !== null;

/** The text of all boxes of a provider: lines are counted on from one to the next, and empty boxes count for nothing. */
export function joinedBoxes(boxes: readonly string[]): string {
  const filled = boxes.filter((box) => box.trim() !== '');
  return filled.length === 0 ? (boxes[0] ?? '') : filled.join('\n');
}
