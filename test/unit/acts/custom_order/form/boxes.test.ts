import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boxesOf, fitsBoxes, joinedBoxes, lengthOf, MAX_BOX } from '../../../../../src/acts/custom_order/form/boxes.ts';

const line = (length: number, sign = 'a') => sign.repeat(length);

test('a text is parted at ends of lines, reads as the same again, and no box holds more than Slack takes', () => {
  const lines = fc.array(fc.string({ unit: fc.constantFrom('a', '😀', ' ', '"'), maxLength: 400 }), { maxLength: 60 });
  fc.assert(
    fc.property(lines, (typed) => {
      const text = typed.join('\n');
      const boxes = boxesOf(text);
      fc.pre(boxes !== null);
      expect((boxes ?? []).every((box) => lengthOf(box) <= MAX_BOX)).toBe(true);
      expect(joinedBoxes(boxes ?? [])).toBe(boxes?.every((box) => box.trim() !== '') ? text : joinedBoxes([text]));
    }),
  );
});

test('what people typed into four boxes is drawn in four again, however full they were', () => {
  const box = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 40 }).map((lengths) => {
    const lines: string[] = [];
    for (const length of lengths)
      if (lengthOf([...lines, line(length)].join('\n')) <= MAX_BOX) lines.push(line(length));
    return lines.join('\n');
  });
  fc.assert(
    fc.property(fc.array(box, { minLength: 4, maxLength: 4 }), (boxes) => {
      expect(fitsBoxes(joinedBoxes(boxes))).toBe(true);
    }),
  );
});

test.each<[what: string, text: string, boxes: number | null]>([
  ['nothing', '', 1],
  ['one box to its last character', line(3_000), 1],
  ['a line that is longer than a box', line(3_001), null],
  ['two lines that do not stand in one box', `${line(1_500)}\n${line(1_500)}`, 2],
  ['more than a page has boxes', Array.from({ length: 9 }, () => line(2_000)).join('\n'), null],
])('%s', (_what, text, boxes) => expect(boxesOf(text)?.length ?? null).toBe(boxes));

test('a text of more boxes than people can ask for fits as long as a page can draw it, and is drawn whole', () => {
  const text = Array.from({ length: 8 }, () => line(2_000)).join('\n');
  expect(fitsBoxes(text)).toBe(true);
  expect(fitsBoxes(`${text}\n${line(2_000)}`)).toBe(false);
  expect(joinedBoxes(boxesOf(text) ?? [])).toBe(text);
});

test('empty boxes count for nothing', () => {
  expect(joinedBoxes(['a.com\nb.com', ' \n', 'c.com', ''])).toBe('a.com\nb.com\nc.com');
  expect(joinedBoxes(['', ''])).toBe('');
});
