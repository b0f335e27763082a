/** Largest answer that is read, in bytes after decompression. An order is some three hundred bytes in the longest list. */
export const MAX_ANSWER_BYTES = 8 * 1_024 * 1_024;

/** An answer's text: UTF-8, without a byte order mark. */
export interface BoundedText {
  readonly text: string;
  /** False when there was more than `MAX_ANSWER_BYTES`: then the text is how it begins. */
  readonly isWhole: boolean;
}

/**
 * Reads an answer up to `MAX_ANSWER_BYTES` and lets go of the rest, so that no answer can fill the memory. Throws what
 * reading throws, such as for a connection that is cut.
 */
export async function boundedText(parts: AsyncIterable<Uint8Array>): Promise<BoundedText> {
  const kept: Uint8Array[] = [];
  let left = MAX_ANSWER_BYTES;
  for await (const part of parts) {
    kept.push(part.subarray(0, left));
    left -= part.length;
    if (left < 0) break;
  }
  return { text: new TextDecoder().decode(Buffer.concat(kept)), isWhole: left >= 0 };
}
