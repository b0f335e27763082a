import type { IncomingMessage } from 'node:http';

/** Room in memory that all bodies share which are being received. */
export class BodyRoom {
  readonly #mostBytes: number;
  #usedBytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** Takes so many bytes more; false, and nothing is taken, when there is no room for them. */
  take(bytes: number): boolean {
    if (this.#usedBytes + bytes > this.#mostBytes) return false;
    this.#usedBytes += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#usedBytes -= bytes;
  }
}

/** Why a body is not received any further. */
export type BodyProblem = 'too_large' | 'too_late' | 'no_room';

const NOTHING = Buffer.alloc(0);
/** The least that is set aside for a body that comes in pieces. */
const LEAST_BYTES = 1_024;

/**
 * The body of one request. It takes no more memory than it has taken room for, in however small pieces it comes: a piece of
 * one byte would cost hundreds if it were kept as it is.
 */
export class ReceivedBody {
  readonly #room: BodyRoom;
  readonly #limitBytes: number;
  readonly #expectedBytes: number;
  #bytes: Buffer = NOTHING;
  #length = 0;

  /** `expectedBytes` is the length that the sender announced; `Infinity` when there was none. */
  constructor(room: BodyRoom, limitBytes: number, expectedBytes: number) {
    this.#room = room;
    this.#limitBytes = limitBytes;
    this.#expectedBytes = expectedBytes;
  }

  /** Adds what came. Null when it was added; else why not. */
  add(chunk: Buffer): Exclude<BodyProblem, 'too_late'> | null {
    const length = this.#length + chunk.length;
    if (length > this.#limitBytes) return 'too_large';
    // Most bodies come in one piece, which is kept as it is.
    const isWhole = chunk.length === this.#expectedBytes;
    if (!this.#makeRoom(length, isWhole)) return 'no_room';
    if (isWhole) this.#bytes = chunk;
    else chunk.copy(this.#bytes, this.#length);
    this.#length = length;
    return null;
  }

  #makeRoom(length: number, isWhole: boolean): boolean {
    const before = this.#bytes;
    if (length <= before.length) return true;
    const doubled = Math.max(LEAST_BYTES, 2 * length);
    const size = isWhole ? length : Math.min(doubled, this.#expectedBytes, this.#limitBytes);
    if (!this.#room.take(size - before.length)) return false;
    if (isWhole) return true;
    this.#bytes = Buffer.allocUnsafeSlow(size);
    before.copy(this.#bytes, 0, 0, this.#length);
    return true;
  }

  /** All that was added. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Forgets the body and gives its room back. */
  release(): void {
    this.#room.give(this.#bytes.length);
    this.#bytes = NOTHING;
    this.#length = 0;
  }
}

/** What becomes of a body; one of the two is called, once, unless the sender hangs up first. */
export interface BodyReceiver {
  readonly room: BodyRoom;
  readonly limitBytes: number;
  readonly timeoutMs: number;
  /** Gets all of it; `release` gives its room back. */
  readonly onWhole: (bytes: Buffer, release: () => void) => void;
  /** Nothing was kept, and what still comes will not be. */
  readonly onProblem: (problem: BodyProblem) => void;
}

/** Receives the body of a request, in no more memory than there is room for. */
export function receiveBody(request: IncomingMessage, receiver: BodyReceiver): void {
  const { room, limitBytes, timeoutMs, onWhole, onProblem } = receiver;
  const announced = request.headers['content-length'];
  const body = new ReceivedBody(
    room,
    limitBytes,
    announced === undefined ? Number.POSITIVE_INFINITY : Number(announced),
  );
  let isOver = false;
  const giveUp = (problem: BodyProblem | null) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(late);
    body.release();
    if (problem) onProblem(problem);
  };
  const late = setTimeout(giveUp, timeoutMs, 'too_late');
  request.on('data', (chunk: Buffer) => {
    const problem = isOver ? null : body.add(chunk);
    if (problem) giveUp(problem);
  });
  request.on('end', () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(late);
    onWhole(body.bytes(), () => body.release());
  });
  request.on('close', () => giveUp(null));
}
