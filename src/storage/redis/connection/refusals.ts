/**
 * Answers after which a command surely did nothing, because this server does not take it, or not now: it copies another one, has
 * not read its data yet, lost its main server, or does not own the slot. A script that writes ends at its first write with the
 * answer of that. Source: Redis documentation, "Redis serialization protocol specification" and "Redis cluster specification".
 */
const REFUSALS = ['READONLY', 'LOADING', 'MASTERDOWN', 'CLUSTERDOWN', 'TRYAGAIN', 'MOVED', 'ASK'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Redis before 7 puts what ended a script behind words of its own. */
const AT_ITS_START = new RegExp(`^(?:ERR Error running script .*?: )?-?(${REFUSALS.join('|')}) `);

/** Which of these an error is; null for every other one, after which nobody knows. */
export function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof Error)) return null;
  const found = AT_ITS_START.exec(error.message)?.[1];
  return REFUSALS.find((refusal) => refusal === found) ?? null;
}
