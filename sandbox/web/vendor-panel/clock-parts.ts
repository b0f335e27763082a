const MINUTE_MS = 60_000;
const FIRST_MS = 2 * MINUTE_MS;
const FINE_UNTIL_MS = 60 * MINUTE_MS;

/**
 * The parts that a jump of the clock is made in: short first, then as long as all before, and after an hour the rest. So
 * what waits for seconds, minutes and a quarter of an hour comes in its turn, as it would while time passes.
 */
export function clockParts(jumpMs: number): number[] {
  const parts: number[] = [];
  for (let movedMs = 0; movedMs < jumpMs; ) {
    const wantedMs = movedMs === 0 ? FIRST_MS : movedMs < FINE_UNTIL_MS ? movedMs : jumpMs;
    const partMs = Math.min(wantedMs, jumpMs - movedMs);
    parts.push(partMs);
    movedMs += partMs;
  }
  return parts;
}
