/** The part of the WebSocket protocol (RFC 6455) that Socket Mode needs on the server's side: short text, ping, close. */
import { createHash } from 'node:crypto';

const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** The value of `sec-websocket-accept` for a client's key. */
export const acceptKey = (key: string): string =>
  createHash('sha1')
    .update(key + HANDSHAKE_GUID)
    .digest('base64');

export const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const;

export interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** A whole, unmasked frame, as servers send them. */
export function encodeFrame(opcode: number, payload: Buffer): Buffer {
  const first = 0x80 | opcode;
  if (payload.length < 126) return Buffer.concat([Buffer.from([first, payload.length]), payload]);
  if (payload.length < 65_536) {
    const head = Buffer.from([first, 126, 0, 0]);
    head.writeUInt16BE(payload.length, 2);
    return Buffer.concat([head, payload]);
  }
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([head, payload]);
}

function lengthOf(bytes: Buffer): { length: number; headBytes: number } | null {
  const short = (bytes[1] ?? 0) & 0x7f;
  if (short < 126) return { length: short, headBytes: 2 };
  if (short === 126) return bytes.length < 4 ? null : { length: bytes.readUInt16BE(2), headBytes: 4 };
  return bytes.length < 10 ? null : { length: Number(bytes.readBigUInt64BE(2)), headBytes: 10 };
}

/** The first frame of what has arrived and the bytes after it; null while it is not complete. Clients mask what they send. */
export function decodeFrame(bytes: Buffer): { readonly frame: Frame; readonly rest: Buffer } | null {
  if (bytes.length < 2) return null;
  const head = lengthOf(bytes);
  if (!head) return null;
  const isMasked = ((bytes[1] ?? 0) & 0x80) !== 0;
  const start = head.headBytes + (isMasked ? 4 : 0);
  if (bytes.length < start + head.length) return null;
  const mask = bytes.subarray(head.headBytes, start);
  const payload = Buffer.from(bytes.subarray(start, start + head.length));
  if (isMasked) for (const [index, byte] of payload.entries()) payload[index] = byte ^ (mask[index % 4] ?? 0);
  return { frame: { opcode: (bytes[0] ?? 0) & 0x0f, payload }, rest: bytes.subarray(start + head.length) };
}
