import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BodyRoom, ReceivedBody } from '../../../../../src/slack/receive/http/received-body.ts';
import { property } from '../../../../support/property/check.ts';

const UNKNOWN = Number.POSITIVE_INFINITY;
/** How much of a room nobody has taken. */
function leftIn(room: BodyRoom, atMost: number): number {
  for (let bytes = atMost; bytes > 0; bytes -= 1) {
    if (!room.take(bytes)) continue;
    room.give(bytes);
    return bytes;
  }
  return 0;
}

describe('a body', () => {
  property(
    'is what came, in whatever pieces, announced or not, and takes no more than twice its size or the least',
    fc.record({ pieces: fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 12 }), isAnnounced: fc.boolean() }),
    ({ pieces, isAnnounced }) => {
      const whole = Buffer.concat(pieces);
      const room = new BodyRoom(20_000);
      const body = new ReceivedBody(room, 10_000, isAnnounced ? whole.length : UNKNOWN);
      for (const piece of pieces) expect(body.add(Buffer.from(piece))).toBeNull();
      expect(body.bytes().equals(whole)).toBe(true);
      const taken = 20_000 - leftIn(room, 20_000);
      expect(taken).toBeLessThanOrEqual(isAnnounced ? whole.length : Math.max(1_024, 2 * whole.length));
      body.release();
      expect(leftIn(room, 20_000)).toBe(20_000);
    },
    { runs: 100 },
  );

  test('that comes in one piece is not copied', () => {
    const chunk = Buffer.from('payload=1');
    const body = new ReceivedBody(new BodyRoom(100), 100, chunk.length);
    expect(body.add(chunk)).toBeNull();
    expect(body.bytes().buffer).toBe(chunk.buffer);
  });

  test('stays readable after its room was given back, which happens once', () => {
    const room = new BodyRoom(10);
    const body = new ReceivedBody(room, 10, 3);
    body.add(Buffer.from('abc'));
    const bytes = body.bytes();
    body.release();
    body.release();
    expect(bytes.toString()).toBe('abc');
    expect(leftIn(room, 10)).toBe(10);
  });

  test('is too large from the byte above the limit on', () => {
    const body = new ReceivedBody(new BodyRoom(100), 10, UNKNOWN);
    expect(body.add(Buffer.alloc(10))).toBeNull();
    expect(body.add(Buffer.alloc(1))).toBe('too_large');
  });

  test('finds no room while others have it, and what it has stays as it is', () => {
    const room = new BodyRoom(3_000);
    const [first, second] = [new ReceivedBody(room, 10_000, 2_000), new ReceivedBody(room, 10_000, UNKNOWN)];
    expect(first.add(Buffer.alloc(2_000))).toBeNull();
    expect(second.add(Buffer.from('x'))).toBe('no_room');
    expect(leftIn(room, 3_000)).toBe(1_000);
    first.release();
    expect(second.add(Buffer.from('x'))).toBeNull();
  });
});
